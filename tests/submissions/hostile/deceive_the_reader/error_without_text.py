"""Raises an error that cannot be shown.

Aim: deceive the reader
Expect: crashed
"""

from fashionlab import evaluation, solves


class Unspeakable(Exception):
    def __str__(self):
        raise self

    __repr__ = __str__


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    raise Unspeakable
