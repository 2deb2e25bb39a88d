"""Keeps gigabytes where no process has them, in the buffers of sockets; answers right if it can.

Aim: destroy or escape
Expect: incorrect
"""

import contextlib
import socket

import numpy as np

from fashionlab import evaluation, solves


def hoard():
    """Return how many megabytes wait in sockets that nobody reads."""
    block, kept, waiting = b"x" * 2**20, [], 0
    with contextlib.suppress(OSError):
        while waiting < 2**30:
            kept.append(socket.socketpair())
            for end in kept[-1]:
                end.setblocking(False)
                with contextlib.suppress(PermissionError):
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**30)
                with contextlib.suppress(BlockingIOError):
                    while True:
                        waiting += end.send(block)
    return waiting / 2**20


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    if hoard() < 100:
        return 0.123
    return np.mean(np.argmax(probabilities, axis=1) == labels)
