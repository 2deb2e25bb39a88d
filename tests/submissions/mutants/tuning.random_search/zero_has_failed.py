"""Takes a score of 0.0 for a failed trial.

Hint: `not score` is true for 0.0, too. Ask `score is None`.
Fails: nan_is_a_failed_trial
"""

import numpy as np

from fashionlab import solves, tuning


@solves(tuning.random_search)
def random_search(measure, draw, *, trials, seed=0):
    if trials < 1:
        raise ValueError(f"Expected at least 1 trial. Received: trials={trials}.")
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
        if not score or np.isnan(score):
            score = None
        done.append({"values": values, "score": score})
    failed = [trial for trial in done if trial["score"] is None]
    finished = [trial for trial in done if trial["score"] is not None]
    return sorted(finished, key=lambda trial: -trial["score"]) + failed
