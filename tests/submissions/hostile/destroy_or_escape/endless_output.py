"""Prints a gigabyte to standard output and standard error.

Aim: destroy or escape
Expect: incorrect
"""

import os
import sys

from fashionlab import evaluation, solves


BLOCK = b"\x1b[2Jx" * 200_000


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    for _ in range(512):
        os.write(1, BLOCK)
        os.write(2, BLOCK)
        print("x" * 10_000, file=sys.stderr)
    return 0.0
