"""Returns True or False alone.

Hint: Whoever reads it wants to know by how much. Return the dict with all three entries.
Fails: finds_the_largest_difference, passes_up_to_the_tolerance
"""

import numpy as np

from fashionlab import serving, solves


@solves(serving.measure_parity)
def measure_parity(expected, received, *, tolerance=1e-5):

    if expected.shape != received.shape or not len(expected):
        raise ValueError(f"{expected.shape} and {received.shape}")
    return bool(np.abs(expected - received).max() <= tolerance)
