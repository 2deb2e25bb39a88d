"""Refuses nan and lets inf through.

Hint: math.isfinite says False for nan and for inf. math.isnan knows only one of them.
Fails: refuses_a_cost_that_is_infinite
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    if any(math.isnan(number) for point in points for number in point):
        raise ValueError("nan")
    front = []
    for place, (cost, score) in enumerate(points):
        if not any(c <= cost and s >= score and (c < cost or s > score) for c, s in points):
            front.append(place)
    return sorted(front, key=lambda i: points[i][0])
