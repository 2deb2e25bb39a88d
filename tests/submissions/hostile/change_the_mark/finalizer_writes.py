"""Hangs finalizers on its answers, which write frames of their own when they are dropped.

Aim: change the mark
Expect: incorrect, crashed, refused
"""

import gc
import os
import weakref

import numpy as np

from fashionlab import evaluation, solves, wire

ALIVE = []


class Last:
    def __del__(self):
        write_everywhere()


def write_everywhere():
    for descriptor in range(3, 64):
        for index in range(8):
            try:
                data = wire.encode({"index": index, "answer": 1.0, "outcome": "passed", "points": 9})
                os.write(descriptor, wire.frame(data))
            except OSError:
                break


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    array = np.zeros(3)
    weakref.finalize(array, write_everywhere)
    ALIVE[:] = [Last()]
    gc.callbacks.append(lambda phase, info: ALIVE.clear())
    return 0.123
