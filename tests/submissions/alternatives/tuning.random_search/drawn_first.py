"""Everything is drawn before anything is measured; sorted by NumPy."""

import json

import numpy as np

from fashionlab import solves, tuning


@solves(tuning.random_search)
def random_search(measure, draw, *, trials, seed=0):
    if not trials >= 1:
        raise ValueError("At least one trial is needed.")
    rng = np.random.Generator(np.random.PCG64(seed))
    plan, waiting = {}, 0
    while len(plan) < trials and waiting < 1000:
        values = draw(rng)
        before = len(plan)
        plan.setdefault(json.dumps(values, sort_keys=True), values)
        waiting = 0 if len(plan) > before else waiting + 1
    scores = np.full(len(plan), -np.inf)
    settings = list(plan.values())
    for i, values in enumerate(settings):
        try:
            scores[i] = measure(values)["val_accuracy"]
        except Exception:
            continue
    scores[np.isnan(scores)] = -np.inf
    return [
        {
            "values": settings[i],
            "score": scores[i] if np.isfinite(scores[i]) else None,
            "rank": rank,
        }
        for rank, i in enumerate(np.argsort(-scores, kind="stable"), start=1)
    ]
