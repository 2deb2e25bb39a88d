"""Each point against each, as arrays."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    table = np.array(points, dtype=float).reshape(-1, 2)
    if np.isnan(table).any() or np.isinf(table).any():
        raise ValueError("nan or inf")
    cost, score = table[:, 0], table[:, 1]
    beaten = np.zeros(len(table), dtype=bool)
    for i in range(len(table)):
        as_good = (cost <= cost[i]) & (score >= score[i])
        beaten[i] = np.any(as_good & ((cost < cost[i]) | (score > score[i])))
    places = np.flatnonzero(~beaten)
    return places[np.lexsort((places, cost[places]))]
