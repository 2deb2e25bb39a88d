"""NumPy, with < and >."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    table = np.array(points, dtype=float).reshape(-1, 2)
    if not np.all(np.isfinite(table)):
        raise ValueError("finite numbers, please")
    keep = [
        i for i, p in enumerate(table) if not np.any((table[:, 0] < p[0]) & (table[:, 1] > p[1]))
    ]
    return sorted(keep, key=lambda i: (table[i, 0], i))
