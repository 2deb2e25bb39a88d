"""Compares with the trials that finished, so that settings that failed are measured again.

Hint: What failed once fails again, and uses up the budget. Compare with all trials so far.
Fails: a_failed_trial_is_not_the_end
"""

import numpy as np

from fashionlab import solves, tuning


@solves(tuning.random_search)
def random_search(measure, draw, *, trials, seed=0):
    if trials < 1:
        raise ValueError("Expected at least one trial.")
    rng = np.random.default_rng(seed)
    done, in_vain = [], 0
    while len(done) < trials and in_vain < 1000:
        values = draw(rng)
        if values in [trial["values"] for trial in done if trial["score"] is not None]:
            in_vain += 1
            continue
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
