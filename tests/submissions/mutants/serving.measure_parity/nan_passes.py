"""Asks whether the difference is too large, which nan never is.

Hint: Every comparison with nan is False, so `not largest > tolerance` is True. Ask `largest <=
tolerance`.
Fails: nan_never_passes
"""

import numpy as np

from fashionlab import serving, solves


@solves(serving.measure_parity)
def measure_parity(expected, received, *, tolerance=1e-5):
    if expected.shape != received.shape or not len(expected):
        raise ValueError(f"{expected.shape} and {received.shape}")
    largest = np.abs(expected - received).max()
    return {
        "largest_difference": float(largest),
        "same_class": float((expected.argmax(axis=1) == received.argmax(axis=1)).mean()),
        "passed": not largest > tolerance,
    }
