"""Leaves processes behind that belong to no session and wait for the grader to go on.

Aim: destroy or escape
Expect: incorrect
"""

import os
import signal
import time

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    for _ in range(3):
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                for number in range(1, 32):
                    try:
                        signal.signal(number, signal.SIG_IGN)
                    except (OSError, ValueError):
                        continue
                time.sleep(3600)
            os._exit(0)
    return 0.0
