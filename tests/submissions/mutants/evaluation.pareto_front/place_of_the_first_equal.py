"""Asks points.index for the place, which finds the first of equal points.

Hint: points.index(p) gives the first equal point each time. enumerate(points) gives each its own place.
Fails: equal_points_all_stay
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    if not all(math.isfinite(v) for point in points for v in point): raise ValueError("nan")
    front = [p for p in points if not any(x <= p[0] and y >= p[1] and (x < p[0] or y > p[1]) for x, y in points)]
    return sorted((points.index(p) for p in front), key=lambda i: points[i][0])
