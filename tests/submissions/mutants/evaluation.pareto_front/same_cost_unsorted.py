"""Walks from cheap to dear, and keeps what comes first at each cost.

Hint: At the same cost only the highest score is on the front. Sort by (cost, -score).
Fails: equal_in_one_is_decided_by_the_other
"""

import math

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    if not np.isfinite(np.array(points, dtype=float)).all():
        raise ValueError("not finite")
    front, best = [], -math.inf
    for place in sorted(range(len(points)), key=lambda i: points[i]):
        if points[place][1] > best or (front and points[place] == points[front[-1]]):
            best = points[place][1]
            front.append(place)
    return front
