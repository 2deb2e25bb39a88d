"""The points themselves, sorted."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    for p in points:
        if not np.isfinite(p[0]) or not np.isfinite(p[1]):
            raise ValueError(str(p))
    front = []
    for p in sorted(points, key=lambda p: (p[0], -p[1])):
        if not front or p[1] > front[-1][1] or p == front[-1]:
            front.append(p)
    return front
