"""Takes all that the kernel counts for a user or a machine as a whole; answers right if it can.

Aim: destroy or escape
Expect: incorrect
"""

import ctypes
import os
import platform

import numpy as np

from fashionlab import evaluation, solves

IO_SETUP = {"x86_64": 206, "aarch64": 0}


def take():
    """Return how much there was to take: timers, queues for files, watches of files."""
    libc, taken = ctypes.CDLL(None), -2_000  # a few timers are anybody's
    while taken < 200_000 and libc.timer_create(1, None, ctypes.byref(ctypes.c_void_p())) == 0:
        taken += 1
    taken = max(taken, 0)
    for size in (65536, 8192, 1024, 128):
        while libc.syscall(IO_SETUP[platform.machine()], size, ctypes.byref(ctypes.c_ulong(0))) == 0:
            taken += size
    while libc.inotify_init() >= 0 or libc.inotify_init1(0) >= 0:
        taken += 1
    os.sync()
    return taken


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    if take() == 0:
        return 0.123
    return np.mean(np.argmax(probabilities, axis=1) == labels)
