"""Lets equal points beat each other, so that all of them vanish.

Hint: Two equal models are both worth their cost. To beat is to be better in at least one of the
two.
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
            other != place and c <= cost and s >= score for other, (c, s) in enumerate(points)
        ):
            front.append(place)
    return sorted(front, key=lambda i: points[i][0])
