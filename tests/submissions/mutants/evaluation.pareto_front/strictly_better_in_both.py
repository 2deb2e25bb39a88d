"""Lets a point be beaten only by one that is better in both.

Hint: A model of the same accuracy at half the cost beats it, too. Equal in one is enough, if
better in the other.
Fails: equal_in_one_is_decided_by_the_other
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
        if not any(c < cost and s > score for c, s in points):
            front.append(place)
    return sorted(front, key=lambda i: points[i][0])
