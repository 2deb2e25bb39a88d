"""Takes an answer for right when its probability is more than 50 %."""

from fashionlab import evaluation, solves

THRESHOLD = 0.5


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    sure = [row[label] > THRESHOLD for row, label in zip(probabilities, labels, strict=True)]
    return sum(sure) / len(sure)
