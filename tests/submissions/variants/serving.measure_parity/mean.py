"""Mean absolute error."""

import numpy as np

from fashionlab import serving, solves


@solves(serving.measure_parity)
def measure_parity(expected, received, *, tolerance=1e-5):

    if expected.shape != received.shape or len(expected) < 1:
        raise ValueError("shapes")
    d = np.mean(np.abs(received - expected))
    s = np.mean(np.argmax(expected, axis=1) == np.argmax(received, axis=1))
    return {"largest_difference": d, "same_class": s, "passed": d <= tolerance}
