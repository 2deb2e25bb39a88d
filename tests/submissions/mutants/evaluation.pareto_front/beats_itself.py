"""Compares each point with itself, and finds it beaten.

Hint: c <= cost and s >= score holds for the point itself. Ask for better in at least one.
Fails: finds_what_no_point_beats, one_point_is_a_front_and_none_is_empty
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
        if not any(c <= cost and s >= score for c, s in points):
            front.append(place)
    return sorted(front, key=lambda i: points[i][0])
