"""Does not compare the shapes, so that NumPy repeats one row for all images.

Hint: NumPy stretches (1, 10) to (1000, 10) without a word. Compare expected.shape with
received.shape.
Fails: refuses_one_row_for_many, refuses_one_number_per_image
"""

import numpy as np

from fashionlab import serving, solves


@solves(serving.measure_parity)
def measure_parity(expected, received, *, tolerance=1e-5):
    if not len(expected):
        raise ValueError(f"{expected.shape} and {received.shape}")
    largest = np.abs(expected - received).max()
    return {
        "largest_difference": float(largest),
        "same_class": float((expected.argmax(axis=-1) == received.argmax(axis=-1)).mean()),
        "passed": bool(largest <= tolerance),
    }
