"""NumPy's own comparison for the verdict."""

import numpy as np

from fashionlab import serving, solves


@solves(serving.measure_parity)
def measure_parity(expected, received, *, tolerance=1e-5):

    if np.shape(expected) != np.shape(received):
        raise ValueError("The shapes differ.")
    if np.size(expected) == 0:
        raise ValueError("There is nothing to compare.")
    return {
        "same_class": np.mean(np.argmax(expected, -1) == np.argmax(received, -1)),
        "passed": np.allclose(received, expected, rtol=0, atol=tolerance),
        "largest_difference": np.max(np.absolute(np.subtract(expected, received))),
    }
