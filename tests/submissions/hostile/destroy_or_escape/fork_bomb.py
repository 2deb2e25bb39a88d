"""Forks for ever.

Aim: destroy or escape
Expect: refused, crashed, out_of_memory, timed_out
"""

import os

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    while True:
        try:
            os.fork()
        except OSError:
            continue
