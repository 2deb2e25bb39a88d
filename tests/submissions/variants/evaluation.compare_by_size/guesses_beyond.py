"""np.polyfit through all the points."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.compare_by_size)
def compare_by_size(scratch, transfer):
    a = {n: np.mean([acc for k, acc in scratch if k == n]) for n, _ in scratch}
    b = {n: np.mean([acc for k, acc in transfer if k == n]) for n, _ in transfer}
    shared = [n for n in sorted(a) if n in b]
    if not shared:
        raise ValueError("nothing shared")
    gains = [(n, float(b[n] - a[n])) for n in shared]
    for i, (n, gain) in enumerate(gains):
        if gain == 0:
            return gains, float(n)
        if i and gain * gains[i - 1][1] < 0:
            m, before = gains[i - 1]
            return gains, float(m * (n / m) ** (before / (before - gain)))
    (m, before), (n, gain) = gains[-2], gains[-1]
    if gain == before:
        return gains, None
    return gains, float(m * (n / m) ** (before / (before - gain)))
