"""Accepts a search without trials.

Hint: An empty list has no best trial. Say so at once, with ValueError.
Fails: refuses_a_search_without_trials
"""

import numpy as np

from fashionlab import solves, tuning


@solves(tuning.random_search)
def random_search(measure, draw, *, trials, seed=0):
    rng = np.random.default_rng(seed)
    done, in_vain = [], 0
    while len(done) < trials and in_vain < 1000:
        values = draw(rng)
        if any(values == trial["values"] for trial in done):
            in_vain += 1
            continue
        in_vain = 0
        try:
            score = float(measure(dict(values))["val_accuracy"])
        except Exception:
            score = None
        if score is not None and np.isnan(score):
            score = None
        done.append({"values": values, "score": score})
    failed = [trial for trial in done if trial["score"] is None]
    finished = [trial for trial in done if trial["score"] is not None]
    return sorted(finished, key=lambda trial: -trial["score"]) + failed
