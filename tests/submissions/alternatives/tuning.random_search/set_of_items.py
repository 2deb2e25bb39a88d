"""A set of what was measured; None is sorted as minus infinity."""

import math

import numpy as np

from fashionlab import solves, tuning


@solves(tuning.random_search)
def random_search(measure, draw, *, trials, seed=0):
    if trials <= 0:
        raise ValueError("trials must be at least 1")
    rng = np.random.default_rng(seed)
    seen, results = set(), []
    for _ in range(trials):
        for _ in range(1000):
            values = draw(rng)
            key = tuple(sorted(values.items()))
            if key not in seen:
                break
        else:
            break
        seen.add(key)
        try:
            score = measure(values)["val_accuracy"]
            score = None if math.isnan(score) else score
        except Exception as error:
            print(f"failed: {error}")
            score = None
        results.append({"values": values, "score": score})
    results.sort(key=lambda r: -math.inf if r["score"] is None else r["score"], reverse=True)
    return results
