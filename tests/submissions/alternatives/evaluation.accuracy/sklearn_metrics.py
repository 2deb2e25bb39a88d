"""sklearn.metrics.accuracy_score."""

from sklearn.metrics import accuracy_score

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    return accuracy_score(labels, probabilities.argmax(-1))
