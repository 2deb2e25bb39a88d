"""Answers with as much noise as a reply may hold, so that keeping it fills the disk.

Aim: destroy or escape
Expect: incorrect, refused
"""

import os

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    return np.frombuffer(os.urandom(11 * 2**20), np.uint8)
