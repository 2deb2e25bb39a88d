"""A loop that counts."""

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    right = 0
    for row, label in zip(probabilities, labels):
        if row.argmax() == label:
            right += 1
    return right / len(labels)
