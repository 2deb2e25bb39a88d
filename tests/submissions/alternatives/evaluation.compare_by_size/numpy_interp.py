"""Arrays; np.interp over the logarithm."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.compare_by_size)
def compare_by_size(scratch, transfer):
    left, right = np.array(scratch, dtype=float), np.array(transfer, dtype=float)
    if not len(left) or not len(right):
        raise ValueError("no runs")
    sizes = np.intersect1d(left[:, 0], right[:, 0])
    if sizes.size == 0:
        raise ValueError("nothing to compare")
    gains = np.array(
        [right[right[:, 0] == n, 1].mean() - left[left[:, 0] == n, 1].mean() for n in sizes]
    )
    table = [(int(n), float(g)) for n, g in zip(sizes, gains)]
    for i in range(len(sizes)):
        if gains[i] == 0:
            return table, sizes[i]
        if i + 1 < len(sizes) and np.sign(gains[i]) == -np.sign(gains[i + 1]):
            ends = sorted((gains[j], np.log(sizes[j])) for j in (i, i + 1))
            return table, np.exp(np.interp(0, [ends[0][0], ends[1][0]], [ends[0][1], ends[1][1]]))
    return table, None
