"""Passes only where every image gets the same class besides.

Hint: "passed" asks for the largest difference alone; the classes are told beside it.
Fails: passes_up_to_the_tolerance
"""

import numpy as np

from fashionlab import serving, solves


@solves(serving.measure_parity)
def measure_parity(expected, received, *, tolerance=1e-5):
    if expected.shape != received.shape or not len(expected):
        raise ValueError(f"{expected.shape} and {received.shape}")
    largest = np.abs(expected - received).max()
    same = float((expected.argmax(axis=1) == received.argmax(axis=1)).mean())
    return {
        "largest_difference": float(largest),
        "same_class": same,
        "passed": bool(largest <= tolerance) and same == 1,
    }
