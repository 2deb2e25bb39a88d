"""Takes numbers that are close for equal.

Hint: np.isclose is for rounding errors. Here any difference counts: compare with < and >.
Fails: any_difference_counts
"""

import math

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    for cost, score in points:
        if not (math.isfinite(cost) and math.isfinite(score)):
            raise ValueError("not finite")
    front = []
    for place, (cost, score) in enumerate(points):
        if not any(
            c <= cost and s >= score and not (np.isclose(c, cost) and np.isclose(s, score))
            for c, s in points
        ):
            front.append(place)
    return sorted(front, key=lambda i: points[i][0])
