"""Dict comprehensions."""

import math

from fashionlab import evaluation, solves


@solves(evaluation.compare_by_size)
def compare_by_size(scratch, transfer):
    a = {n: acc for n, acc in scratch}
    b = {n: acc for n, acc in transfer}
    shared = [n for n in sorted(a) if n in b]
    if not shared:
        raise ValueError("nothing shared")
    gains = [(n, b[n] - a[n]) for n in shared]
    for i, (n, gain) in enumerate(gains):
        if gain == 0:
            return gains, float(n)
        if i and gain * gains[i - 1][1] < 0:
            m, before = gains[i - 1]
            t = before / (before - gain)
            return gains, math.exp((1 - t) * math.log(m) + t * math.log(n))
    return gains, None
