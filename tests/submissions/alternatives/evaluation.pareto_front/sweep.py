"""Sorted by cost and then by score, downwards: one walk with the best score so far."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    if not np.isfinite(np.array(points, dtype=float)).all():
        raise ValueError("Expected finite numbers.")
    front = []
    for place in sorted(range(len(points)), key=lambda i: (points[i][0], -points[i][1], i)):
        last = points[front[-1]] if front else (0.0, -np.inf)
        if points[place][1] > last[1] or tuple(points[place]) == tuple(last):
            front.append(place)
    return front
