"""Compares each point only with the one before it in the order of cost.

Hint: A point may be beaten by one further back. Compare with the best score so far, or with all.
Fails: equal_points_all_stay
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    if not all(math.isfinite(v) for point in points for v in point): raise ValueError("nan")
    order = sorted(range(len(points)), key=lambda p: (points[p][0], -points[p][1]))
    return [p for n, p in enumerate(order) if n == 0 or points[p][1] > points[order[n - 1]][1] or points[p] == points[order[n - 1]]]
