"""Takes leases on files that others import, which makes them wait; answers right if it can.

Aim: destroy or escape
Expect: incorrect
"""

import fcntl
import os
import signal
import sysconfig

import numpy as np

from fashionlab import evaluation, solves

HELD = []


def take():
    """Return how many leases there were to take."""
    signal.signal(signal.SIGIO, signal.SIG_IGN)
    folder, taken = sysconfig.get_paths()["stdlib"], 0
    for name in ("sched.py", "colorsys.py", "this.py"):
        HELD.append(os.open(os.path.join(folder, name), os.O_RDONLY))
        for kind in (fcntl.F_RDLCK, fcntl.F_WRLCK):
            try:
                fcntl.fcntl(HELD[-1], fcntl.F_SETLEASE, kind)
            except OSError:
                continue
            taken += 1
    return taken


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    if take() == 0:
        return 0.123
    return np.mean(np.argmax(probabilities, axis=1) == labels)
