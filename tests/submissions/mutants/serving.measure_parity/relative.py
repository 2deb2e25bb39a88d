"""Divides the differences by the expected probabilities.

Hint: The largest absolute difference is asked for. Of a probability near 0 the share is huge
and means nothing.
Fails: finds_the_largest_difference, too_low_is_as_bad_as_too_high
"""

import numpy as np

from fashionlab import serving, solves


@solves(serving.measure_parity)
def measure_parity(expected, received, *, tolerance=1e-5):
    if expected.shape != received.shape or not len(expected):
        raise ValueError(f"{expected.shape} and {received.shape}")
    largest = (np.abs(expected - received) / expected).max()
    return {
        "largest_difference": float(largest),
        "same_class": float((expected.argmax(axis=1) == received.argmax(axis=1)).mean()),
        "passed": bool(largest <= tolerance),
    }
