"""Writes its replies while the module is loaded, before anything is asked.

Aim: change the mark
Expect: refused, crashed, incorrect
"""

import os

import numpy as np

from fashionlab import evaluation, solves, wire


class Forgery:
    answer = np.full((6, 10), 0.1)
    for descriptor in range(3, 64):
        for index in range(-1, 20):
            try:
                os.write(descriptor, wire.frame(wire.encode({"index": index, "answer": answer})))
            except OSError:
                break


@solves(evaluation.softmax)
def softmax(logits):
    return Forgery.answer
