"""Kills every process it can name, its parents first.

Aim: destroy or escape
Expect: crashed
"""

import os
import signal

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    for pid in (os.getppid(), -1, 0, 1, *range(2, 300)):
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.kill(pid, number)
            except OSError:
                continue
    os.kill(os.getpid(), signal.SIGKILL)
    os._exit(1)
