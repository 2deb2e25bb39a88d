"""Begins with a best score of 0, so that lower scores are never kept.

Hint: Scores may be negative, a loss with its sign turned for example. Begin with -math.inf.
Fails: any_difference_counts
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    if not np.isfinite(np.array(points, dtype=float)).all():
        raise ValueError("not finite")
    front, best = [], 0
    for place in sorted(range(len(points)), key=lambda i: (points[i][0], -points[i][1], i)):
        if points[place][1] > best or (front and points[place] == points[front[-1]]):
            best = points[place][1]
            front.append(place)
    return front
