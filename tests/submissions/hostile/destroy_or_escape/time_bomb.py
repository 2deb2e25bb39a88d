"""Sleeps.

Aim: destroy or escape
Expect: timed_out
"""

import time

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    time.sleep(10**6)
