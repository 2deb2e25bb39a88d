"""statistics.mean, logarithms to base 10, a list of all crossings."""

import collections
import math
import statistics

from fashionlab import evaluation, solves


@solves(evaluation.compare_by_size)
def compare_by_size(scratch, transfer):
    def mean_by_size(runs):
        by_size = collections.defaultdict(list)
        for n, accuracy in runs:
            by_size[n].append(accuracy)
        return {n: statistics.fmean(values) for n, values in by_size.items()}

    a, b = mean_by_size(scratch), mean_by_size(transfer)
    gains = [(n, b[n] - a[n]) for n in sorted(a) if n in b]
    if len(gains) == 0:
        raise ValueError(f"{sorted(a)} and {sorted(b)} have nothing in common")
    crossings = [float(n) for n, gain in gains if gain == 0.0]
    for i in range(1, len(gains)):
        (n0, g0), (n1, g1) = gains[i - 1], gains[i]
        if (g0 < 0 < g1) or (g1 < 0 < g0):
            x0, x1 = math.log10(n0), math.log10(n1)
            crossings.append(10 ** (x0 - g0 * (x1 - x0) / (g1 - g0)))
    return gains, min(crossings) if crossings else None
