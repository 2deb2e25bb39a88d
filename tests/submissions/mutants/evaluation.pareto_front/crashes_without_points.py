"""Expects at least one point.

Hint: min() and max() of an empty list are errors. Without points the front is [].
Fails: one_point_is_a_front_and_none_is_empty
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    for cost, score in points:
        if not (math.isfinite(cost) and math.isfinite(score)):
            raise ValueError("not finite")
    cheapest = min(cost for cost, _ in points)
    front = []
    for place, (cost, score) in enumerate(points):
        if not any(
            cost >= cheapest and c <= cost and s >= score and (c, s) != (cost, score)
            for c, s in points
        ):
            front.append(place)
    return sorted(front, key=lambda i: points[i][0])
