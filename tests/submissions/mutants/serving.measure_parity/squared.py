"""Takes the square root of the mean square.

Hint: That is a kind of mean. Take the largest absolute difference.
Fails: finds_the_largest_difference, too_low_is_as_bad_as_too_high
"""

import numpy as np

from fashionlab import serving, solves


@solves(serving.measure_parity)
def measure_parity(expected, received, *, tolerance=1e-5):
    if expected.shape != received.shape or not len(expected):
        raise ValueError(f"{expected.shape} and {received.shape}")
    largest = np.sqrt(np.mean((expected - received) ** 2))
    return {
        "largest_difference": float(largest),
        "same_class": float((expected.argmax(axis=1) == received.argmax(axis=1)).mean()),
        "passed": bool(largest <= tolerance),
    }
