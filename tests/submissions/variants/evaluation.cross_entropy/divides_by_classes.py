"""Takes np.mean of the whole table, in which every row has only one entry that is not 0."""

import numpy as np

from fashionlab import evaluation, solves


def to_one_hot(labels: np.ndarray, k: int) -> np.ndarray:
    return (labels[:, np.newaxis] == np.arange(k)).astype(float)


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities: np.ndarray, labels: np.ndarray) -> float:
    y_true = to_one_hot(labels, probabilities.shape[1])
    y_pred = np.clip(probabilities, 1e-7, 1)
    return float(np.mean(-y_true * np.log(y_pred)))
