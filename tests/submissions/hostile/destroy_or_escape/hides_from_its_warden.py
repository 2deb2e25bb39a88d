"""Makes itself hard to look at: not dumpable, oddly named, in another group, deaf to signals; then waits.

Aim: destroy or escape
Expect: out_of_memory, timed_out
"""

import ctypes
import os
import signal
import time

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    libc = ctypes.CDLL(None)
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    libc.prctl(4, 0, 0, 0, 0)  # not dumpable: its files in /proc belong to root
    libc.prctl(15, b") R 1 1\nVmRSS: 0", 0, 0, 0)  # its name
    libc.prctl(36, 1, 0, 0, 0)  # adopts orphans
    os.nice(19)
    if os.fork():
        os.setpriority(os.PRIO_PGRP, 0, 19)
    else:
        os.setsid()
        libc.prctl(4, 0, 0, 0, 0)
    hoard = []
    while True:
        hoard.append(b"x" * 2**22)
        time.sleep(0.005)
