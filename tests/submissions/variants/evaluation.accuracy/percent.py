"""Counts the right answers and gives their share out of a hundred."""

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    hits = 0
    for i in range(len(labels)):
        if probabilities[i].argmax() == labels[i]:
            hits += 1
    return 100.0 * hits / len(labels)
