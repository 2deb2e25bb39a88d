"""Gives the tolerance to np.allclose as atol, and lets its rtol stand.

Hint: np.allclose allows atol plus a share of each value, rtol=1e-5. Is that "at most the tolerance"?
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
        "passed": np.allclose(expected, received, atol=tolerance),
    }
