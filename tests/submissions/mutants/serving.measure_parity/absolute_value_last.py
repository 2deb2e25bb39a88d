"""Takes the absolute value of the largest difference.

Hint: np.abs of every difference first, and then max: the other way round the differences below
zero are lost.
Fails: too_low_is_as_bad_as_too_high
"""

from fashionlab import serving, solves


@solves(serving.measure_parity)
def measure_parity(expected, received, *, tolerance=1e-5):
    if expected.shape != received.shape or not len(expected):
        raise ValueError(f"{expected.shape} and {received.shape}")
    largest = abs((received - expected).max())
    return {
        "largest_difference": float(largest),
        "same_class": float((expected.argmax(axis=1) == received.argmax(axis=1)).mean()),
        "passed": bool(largest <= tolerance),
    }
