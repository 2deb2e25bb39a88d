"""Refuses what is not below inf, and lets -inf through.

Hint: -inf is below inf, and infinite all the same. math.isfinite finds nan, inf and -inf.
Fails: refuses_a_score_of_minus_infinity
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    for cost, score in points:
        if not (cost < math.inf and score < math.inf):
            raise ValueError("not finite")
    front = []
    for place, (cost, score) in enumerate(points):
        if not any(c <= cost and s >= score and (c < cost or s > score) for c, s in points):
            front.append(place)
    return sorted(front, key=lambda i: points[i][0])
