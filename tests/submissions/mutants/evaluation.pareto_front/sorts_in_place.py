"""Sorts the caller's list.

Hint: points.sort() turns the caller's list around, and the places no longer fit. sorted(points)
makes a new one.
Fails: leaves_the_points_where_they_are, finds_what_no_point_beats
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    if not np.isfinite(np.array(points, dtype=float)).all():
        raise ValueError("not finite")
    points.sort(key=lambda point: (point[0], -point[1]))
    front = []
    for place, point in enumerate(points):
        if not front or point[1] > points[front[-1]][1] or point == points[front[-1]]:
            front.append(place)
    return front
