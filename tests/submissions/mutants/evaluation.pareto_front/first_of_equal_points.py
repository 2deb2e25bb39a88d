"""Keeps one of several equal points.

Hint: None of the equal ones is beaten: list all their places.
Fails: equal_points_all_stay
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    for cost, score in points:
        if not (math.isfinite(cost) and math.isfinite(score)):
            raise ValueError("not finite")
    front = []
    for place, (cost, score) in enumerate(points):
        if not any(
            (c <= cost and s >= score and (c < cost or s > score))
            or ((c, s) == (cost, score) and other < place)
            for other, (c, s) in enumerate(points)
        ):
            front.append(place)
    return sorted(front, key=lambda i: points[i][0])
