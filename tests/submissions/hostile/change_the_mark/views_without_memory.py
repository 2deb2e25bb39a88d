"""Answers with views: a petabyte made of one number, no elements in a trillion rows, negative strides.

Aim: change the mark
Expect: incorrect, crashed, out_of_memory
"""

import numpy as np

from fashionlab import pipelines, solves

TURN = []


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    TURN.append(1)
    one = np.ones(1, np.float32)
    payload = np.array([0x7FC0DEAD], np.uint32).view(np.float32)
    answers = [
        np.lib.stride_tricks.as_strided(one, (2**40, 2**10), (0, 0)),
        np.empty((2**40, 0), np.float32),
        np.empty((0, 2**40), bool),
        np.lib.stride_tricks.as_strided(payload, (len(labels), num_classes), (0, 0)),
        np.lib.stride_tricks.as_strided(one, (2**20, 2**20), (-4, 4)),
        -np.zeros((len(labels), num_classes), ">f8")[::-1, ::-1].T,
    ]
    return answers[len(TURN) % len(answers)]
