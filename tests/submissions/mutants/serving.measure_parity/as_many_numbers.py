"""Compares how many numbers there are, and reshapes.

Hint: Four rows of six and six rows of four hold as many numbers. Compare the shapes.
Fails: refuses_as_many_numbers_in_other_rows
"""

import numpy as np

from fashionlab import serving, solves


@solves(serving.measure_parity)
def measure_parity(expected, received, *, tolerance=1e-5):
    if expected.size != received.size or not len(expected):
        raise ValueError(f"{expected.shape} and {received.shape}")
    received = received.reshape(expected.shape)
    largest = np.abs(expected - received).max()
    return {
        "largest_difference": float(largest),
        "same_class": float((expected.argmax(axis=1) == received.argmax(axis=1)).mean()),
        "passed": bool(largest <= tolerance),
    }
