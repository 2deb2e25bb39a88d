"""The product of two one-hot matrices."""

import numpy as np

from fashionlab import evaluation, solves


def rows(classes, num_classes):
    return (np.asarray(classes)[:, None] == np.arange(num_classes)).astype(np.int64)


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    return rows(labels, num_classes).T @ rows(predictions, num_classes)
