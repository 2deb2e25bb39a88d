"""Calls scikit-learn with the predictions first."""

from sklearn import metrics

from fashionlab import evaluation, solves


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    classes = list(range(num_classes))
    return metrics.confusion_matrix(predictions, labels, labels=classes)
