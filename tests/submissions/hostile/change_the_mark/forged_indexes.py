"""Answers questions that were not asked, twice, and under numbers that are none.

Aim: change the mark
Expect: refused, crashed, incorrect
"""

import os

import numpy as np

from fashionlab import evaluation, solves, wire


def write_everywhere(*trees):
    for descriptor in range(3, 64):
        for tree in trees:
            try:
                os.write(descriptor, wire.frame(wire.encode(tree)))
            except OSError:
                break


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    numbers = [True, 0.0, -2, 10**6, "0", None, np.zeros(1), [0], {"index": 0}, float("nan"), 0, 0]
    write_everywhere(*({"index": number, "answer": 2.302585} for number in numbers))
    return 2.302585
