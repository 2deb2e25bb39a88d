"""Lets nothing at all pass.

Hint: Without images nothing was compared. That is no agreement: raise ValueError.
Fails: refuses_to_compare_nothing
"""

import numpy as np

from fashionlab import serving, solves


@solves(serving.measure_parity)
def measure_parity(expected, received, *, tolerance=1e-5):

    if expected.shape != received.shape:
        raise ValueError(f"{expected.shape} and {received.shape}")
    if len(expected) == 0:
        return {"largest_difference": 0.0, "same_class": 1.0, "passed": True}
    largest = np.abs(expected - received).max()
    same = expected.argmax(axis=1) == received.argmax(axis=1)
    return {
        "largest_difference": float(largest),
        "same_class": float(same.mean()),
        "passed": bool(largest <= tolerance),
    }
