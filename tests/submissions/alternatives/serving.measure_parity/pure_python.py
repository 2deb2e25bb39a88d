"""Loops over lists, without NumPy."""

import math

from fashionlab import serving, solves


@solves(serving.measure_parity)
def measure_parity(expected, received, *, tolerance=1e-5):

    one, other = expected.tolist(), received.tolist()
    if expected.shape != received.shape or not one:
        raise ValueError("Expected two equally large arrays with rows in them.")
    largest, same = 0.0, 0
    for a, b in zip(one, other, strict=True):
        for x, y in zip(a, b, strict=True):
            difference = abs(x - y)
            if math.isnan(difference) or difference > largest:
                largest = difference
            if math.isnan(largest):
                break
        if math.isnan(largest):
            break
        same += a.index(max(a)) == b.index(max(b))
    return {
        "largest_difference": largest,
        "same_class": same / len(one),
        "passed": largest <= tolerance,
    }
