"""Passes whenever every image has the same class.

Hint: The class is the same for long after the probabilities are not. The verdict is about the
largest difference.
Fails: the_default_is_strict
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
        "passed": bool((expected.argmax(axis=1) == received.argmax(axis=1)).all()),
    }
