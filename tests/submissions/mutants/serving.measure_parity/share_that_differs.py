"""Gives the share of the images whose class differs.

Hint: same_class is the share that agrees: ==, not !=.
Fails: counts_the_images_of_the_same_class
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
        "same_class": float((expected.argmax(axis=1) != received.argmax(axis=1)).mean()),
        "passed": bool(largest <= tolerance),
    }
