"""Subtracts in the array that was passed in.

Hint: expected -= received changes the array of whoever called. Write expected - received.
Fails: leaves_both_as_they_are
"""

import numpy as np

from fashionlab import serving, solves


@solves(serving.measure_parity)
def measure_parity(expected, received, *, tolerance=1e-5):

    if expected.shape != received.shape or not len(expected):
        raise ValueError(f"{expected.shape} and {received.shape}")
    same = expected.argmax(axis=1) == received.argmax(axis=1)
    expected -= received
    largest = np.abs(expected).max()
    return {
        "largest_difference": float(largest),
        "same_class": float(same.mean()),
        "passed": bool(largest <= tolerance),
    }
