"""Writes for ever into every file descriptor it has.

Aim: destroy or escape
Expect: refused, crashed
"""

import os

from fashionlab import evaluation, solves


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    block = b"\0" * 2**16
    while True:
        for descriptor in range(3, 64):
            try:
                os.write(descriptor, block)
            except OSError:
                continue
