"""Returns the points instead of their places.

Hint: enumerate(points) gives the place of each. The caller wants to look up names with it.
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
    for _place, (cost, score) in enumerate(points):
        if not any(c <= cost and s >= score and (c < cost or s > score) for c, s in points):
            front.append((cost, score))
    return sorted(front)
