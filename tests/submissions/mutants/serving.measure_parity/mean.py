"""Takes the mean of the differences instead of the largest.

Hint: One answer that is quite wrong vanishes in the mean of a thousand. Take the largest.
Fails: finds_the_largest_difference, too_low_is_as_bad_as_too_high
"""

import numpy as np

from fashionlab import serving, solves


@solves(serving.measure_parity)
def measure_parity(expected, received, *, tolerance=1e-5):
    if expected.shape != received.shape or not len(expected):
        raise ValueError(f"{expected.shape} and {received.shape}")
    largest = np.abs(expected - received).mean()
    return {
        "largest_difference": float(largest),
        "same_class": float((expected.argmax(axis=1) == received.argmax(axis=1)).mean()),
        "passed": bool(largest <= tolerance),
    }
