"""Refuses 0 trials and lets -1 pass.

Hint: Below 1 is more than 0: test trials < 1.
Fails: refuses_a_search_without_trials
"""

import numpy as np

from fashionlab import solves, tuning


@solves(tuning.random_search)
def random_search(measure, draw, *, trials, seed=0):
    if not trials:
        raise ValueError(f"Expected trials of at least 1. Received: {trials}.")
    rng = np.random.default_rng(seed)
    seen, done, in_vain = set(), [], 0
    while len(done) < trials and in_vain < 1000:
        values = draw(rng)
        key = tuple(sorted(values.items()))
        if key in seen:
            in_vain += 1
            continue
        seen.add(key)
        in_vain = 0
        try:
            score = float(measure(values)["val_accuracy"])
        except Exception:
            score = None
        if score is not None and np.isnan(score):
            score = None
        done.append({"values": values, "score": score})
    finished = [trial for trial in done if trial["score"] is not None]
    failed = [trial for trial in done if trial["score"] is None]
    return sorted(finished, key=lambda trial: -trial["score"]) + failed
