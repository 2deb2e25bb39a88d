"""Writes until nothing more can be written.

Aim: destroy or escape
Expect: incorrect, crashed
"""

import os

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    block = b"x" * 2**20
    for number in range(400):
        try:
            with open(f"{number}", "wb") as file:
                for _ in range(8):
                    file.write(block)
        except OSError:
            continue
    for number in range(6000):
        try:
            os.mkdir(f"folder{number}")
        except OSError:
            break
    return np.zeros_like(logits)
