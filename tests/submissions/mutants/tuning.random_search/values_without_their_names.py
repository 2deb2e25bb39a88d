"""Compares the values of settings without their names.

Hint: Settings with two values exchanged are others. Compare the names with them: tuple(sorted(values.items())), or the dicts themselves.
Fails: measures_nothing_twice, gives_up_only_after_1000_in_a_row
"""

import numpy as np

from fashionlab import solves, tuning


@solves(tuning.random_search)
def random_search(measure, draw, *, trials, seed=0):
    if trials < 1:
        raise ValueError(f"Expected trials of at least 1. Received: {trials}.")
    rng = np.random.default_rng(seed)
    seen, done, in_vain = set(), [], 0
    while len(done) < trials and in_vain < 1000:
        values = draw(rng)
        key = tuple(sorted(map(str, values.values())))
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
