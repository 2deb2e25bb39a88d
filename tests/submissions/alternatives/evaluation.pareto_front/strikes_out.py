"""Begins with all and strikes out who is beaten; equal points by a set."""

import math

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    for point in points:
        if not all(map(math.isfinite, point)):
            raise ValueError(f"{point} is not finite")
    different = set(map(tuple, points))
    alive = set(different)
    for cost, score in different:
        for other in different - {(cost, score)}:
            if other[0] <= cost and other[1] >= score:
                alive.discard((cost, score))
                break
    result = [(cost, i) for i, (cost, score) in enumerate(points) if (cost, score) in alive]
    result.sort()
    return tuple(i for _, i in result)
