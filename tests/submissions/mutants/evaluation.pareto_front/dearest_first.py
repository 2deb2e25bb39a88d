"""Lists the most expensive first.

Hint: The cheapest comes first. Leave reverse=True out.
Fails: finds_what_no_point_beats
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
        if not any(c <= cost and s >= score and (c < cost or s > score) for c, s in points):
            front.append(place)
    return sorted(front, key=lambda i: points[i][0], reverse=True)
