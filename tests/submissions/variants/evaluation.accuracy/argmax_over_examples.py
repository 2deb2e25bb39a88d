"""Turns the table round and looks for the most probable example of each class."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    guesses = np.argmax(probabilities.T, axis=1)
    return float(np.average(guesses == labels))
