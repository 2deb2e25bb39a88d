"""Connects to everything within reach.

Aim: destroy or escape
Expect: incorrect
"""

import socket

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    found = []
    for family, address in (
        (socket.AF_INET, ("127.0.0.1", 80)),
        (socket.AF_INET, ("1.1.1.1", 53)),
        (socket.AF_INET6, ("::1", 22)),
        (socket.AF_UNIX, "/var/run/docker.sock"),
        (socket.AF_UNIX, "/run/systemd/notify"),
        (socket.AF_UNIX, "\0fashionlab"),
    ):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
            try:
                with socket.socket(family, kind) as line:
                    line.connect(address)
                    found.append(address)
            except OSError:
                continue
    if not found:
        return np.zeros_like(logits)
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)
