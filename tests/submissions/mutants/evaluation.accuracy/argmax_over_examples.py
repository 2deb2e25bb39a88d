"""Looks for the largest value down the examples.

Hint: axis=0 goes down the examples. The classes lie along axis 1.
Fails: works_when_rows_and_classes_are_as_many, counts_the_most_probable_class
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    predicted = probabilities.argmax(axis=0)
    return float(np.mean([p == y for p, y in zip(predicted, labels)]))
