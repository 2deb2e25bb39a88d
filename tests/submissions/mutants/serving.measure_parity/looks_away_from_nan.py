"""Leaves nan out of the largest difference.

Hint: np.nanmax ignores what is broken. np.max gives nan, and nan does not pass.
Fails: nan_never_passes
"""

import numpy as np

from fashionlab import serving, solves


@solves(serving.measure_parity)
def measure_parity(expected, received, *, tolerance=1e-5):
    if expected.shape != received.shape or not len(expected):
        raise ValueError(f"{expected.shape} and {received.shape}")
    largest = np.nanmax(np.abs(expected - received))
    return {
        "largest_difference": float(largest),
        "same_class": float((expected.argmax(axis=1) == received.argmax(axis=1)).mean()),
        "passed": bool(largest <= tolerance),
    }
