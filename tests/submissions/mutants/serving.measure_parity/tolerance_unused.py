"""Compares with 1e-5, whatever the tolerance.

Hint: tolerance is an argument; 1e-5 is only its default.
Fails: passes_up_to_the_tolerance
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
        "passed": bool(largest <= 1e-5),
    }
