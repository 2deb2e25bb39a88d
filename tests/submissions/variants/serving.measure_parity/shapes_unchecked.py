"""Trusts both arrays."""

import numpy as np

from fashionlab import serving, solves


@solves(serving.measure_parity)
def measure_parity(expected, received, *, tolerance=1e-5):

    if not len(expected) or not len(received):
        raise ValueError("empty")
    gap = np.max(np.abs(np.asarray(expected) - np.asarray(received)))
    same = np.mean(np.argmax(expected, axis=-1) == np.argmax(received, axis=-1))
    return {"largest_difference": gap, "same_class": same, "passed": gap <= tolerance}
