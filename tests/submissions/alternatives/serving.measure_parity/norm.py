"""The largest difference as a norm; the classes counted."""

import numpy as np

from fashionlab import serving, solves


@solves(serving.measure_parity)
def measure_parity(expected, received, *, tolerance=1e-5):

    n, m = expected.shape[0], received.shape[0]
    if n == 0 or n != m or expected.shape[1:] != received.shape[1:]:
        raise ValueError(f"{expected.shape} and {received.shape}")
    distance = np.linalg.norm((received - expected).ravel(), ord=np.inf)
    agree = np.count_nonzero(expected.argmax(1) == received.argmax(1))
    verdict = bool(distance <= tolerance)
    return {"passed": verdict, "same_class": agree / n, "largest_difference": distance}
