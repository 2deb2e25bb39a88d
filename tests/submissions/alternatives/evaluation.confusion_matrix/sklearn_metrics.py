"""sklearn.metrics.confusion_matrix with all labels named."""

import numpy as np
from sklearn import metrics

from fashionlab import evaluation, solves


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    return metrics.confusion_matrix(labels, predictions, labels=np.arange(num_classes))
