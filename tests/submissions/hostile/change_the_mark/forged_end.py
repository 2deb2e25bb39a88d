"""Says `the end` with an array where True is expected, so that comparing the two fails.

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


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    write_everywhere({"end": np.zeros(2)}, {"index": 0, "end": np.zeros(3)}, {"end": np.array(True)})
    os._exit(0)
