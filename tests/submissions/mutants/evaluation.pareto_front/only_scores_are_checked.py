"""Looks at the scores and not at the costs.

Hint: A cost that was not measured is as bad as a score: check both.
Fails: refuses_a_cost_that_is_infinite
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    if not all(math.isfinite(score) for _, score in points):
        raise ValueError("score")
    front = []
    for place, (cost, score) in enumerate(points):
        if not any(c <= cost and s >= score and (c < cost or s > score) for c, s in points):
            front.append(place)
    return sorted(front, key=lambda i: points[i][0])
