"""Writes its own replies into every file descriptor it can find, then leaves.

Aim: change the mark
Expect: refused, crashed, incorrect
"""

import os

import numpy as np

from fashionlab import evaluation, solves, wire


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    forged = b"".join(
        wire.frame(wire.encode({"index": index, "answer": np.eye(10, dtype=int)}))
        for index in range(5)
    )
    forged += wire.frame(wire.encode({"index": 0, "outcome": "passed", "points": 100}))
    forged += wire.frame(wire.encode({"end": True}))
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, forged)
        except OSError:
            pass
    os._exit(0)
