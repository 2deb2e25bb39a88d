"""Compares the number of images, not the whole shape.

Hint: Arrays of (3, 3) and (3,) have as many rows. Compare the whole shape.
Fails: refuses_one_number_per_image
"""

import numpy as np

from fashionlab import serving, solves


@solves(serving.measure_parity)
def measure_parity(expected, received, *, tolerance=1e-5):

    if len(expected) != len(received) or not len(expected):
        raise ValueError(f"{len(expected)} and {len(received)}")
    largest = np.abs(expected - received).max()
    same = expected.argmax(axis=-1) == received.argmax(axis=-1)
    return {
        "largest_difference": float(largest),
        "same_class": float(same.mean()),
        "passed": bool(largest <= tolerance),
    }
