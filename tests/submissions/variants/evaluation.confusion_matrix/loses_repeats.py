"""Gives each pair a place in one long row and adds 1 to all the places at once."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels: np.ndarray, predictions: np.ndarray, num_classes: int = 10):
    cells = np.zeros(num_classes * num_classes, dtype=np.int64)
    place = np.int64(num_classes) * labels + predictions
    cells[place] = cells[place] + 1
    return np.reshape(cells, (num_classes, num_classes))
