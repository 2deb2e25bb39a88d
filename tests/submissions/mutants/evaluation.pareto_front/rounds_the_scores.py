"""Rounds the scores before it compares them.

Hint: Compare what was measured. Round only what you print.
Fails: any_difference_counts
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    for cost, score in points:
        if not (math.isfinite(cost) and math.isfinite(score)):
            raise ValueError("not finite")
    points = [(cost, round(score, 3)) for cost, score in points]
    front = []
    for place, (cost, score) in enumerate(points):
        if not any(c <= cost and s >= score and (c < cost or s > score) for c, s in points):
            front.append(place)
    return sorted(front, key=lambda i: points[i][0])
