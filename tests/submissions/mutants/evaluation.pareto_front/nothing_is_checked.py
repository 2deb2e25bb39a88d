"""Does not look for nan and inf.

Hint: nan compares as False with everything, so it would be on every front. Raise ValueError.
Fails: refuses_a_score_that_is_nan, refuses_a_cost_that_is_infinite
"""

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    front = []
    for place, (cost, score) in enumerate(points):
        if not any(c <= cost and s >= score and (c < cost or s > score) for c, s in points):
            front.append(place)
    return sorted(front, key=lambda i: points[i][0])
