"""Sorts the points first, and returns places in the sorted list.

Hint: The places are those in points: sort range(len(points)) by cost instead.
Fails: finds_what_no_point_beats
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    if not all(math.isfinite(v) for point in points for v in point): raise ValueError("nan")
    ordered = sorted(points)
    return [p for p, (c, s) in enumerate(ordered) if not any(x <= c and y >= s and (x < c or y > s) for x, y in ordered)]
