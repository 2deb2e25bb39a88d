"""Opens files and sockets until there is none left.

Aim: destroy or escape
Expect: incorrect, crashed
"""

import os
import socket

import numpy as np

from fashionlab import evaluation, solves


class Kept:
    things = None


@solves(evaluation.softmax)
def softmax(logits):
    opened = []
    for _ in range(10_000):
        for act in (os.pipe, lambda: open("/dev/null"), lambda: socket.socketpair()):
            try:
                opened.append(act())
            except OSError:
                continue
    Kept.things = opened
    return np.zeros_like(logits)
