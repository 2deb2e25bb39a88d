"""An early exit when it is too large."""

import numpy as np

from fashionlab import serving, solves


@solves(serving.measure_parity)
def measure_parity(expected, received, *, tolerance=1e-5):

    if expected.shape != received.shape or expected.shape[0] == 0:
        raise ValueError("shapes")
    out = {
        "largest_difference": np.abs(received - expected).max(),
        "same_class": np.mean(expected.argmax(1) == received.argmax(1)),
        "passed": True,
    }
    if out["largest_difference"] > tolerance:
        out["passed"] = False
    return out
