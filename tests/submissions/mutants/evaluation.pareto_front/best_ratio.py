"""Keeps every point whose score per cost is above the mean.

Hint: A ratio mixes the two into one number. The front keeps them apart: nothing is cheaper and
better.
Fails: finds_what_no_point_beats
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    for cost, score in points:
        if not (math.isfinite(cost) and math.isfinite(score)):
            raise ValueError("not finite")
    ratios = [score / cost for cost, score in points]
    front = []
    for place, (cost, score) in enumerate(points):
        if not any(score / cost < sum(ratios) / len(ratios) for c, s in points):
            front.append(place)
    return sorted(front, key=lambda i: points[i][0])
