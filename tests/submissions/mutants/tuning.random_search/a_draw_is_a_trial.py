"""Counts a draw that brings nothing new as a trial.

Hint: The budget is networks trained, not numbers drawn. Draw again.
Fails: measures_nothing_twice
"""

import numpy as np

from fashionlab import solves, tuning


@solves(tuning.random_search)
def random_search(measure, draw, *, trials, seed=0):
    if trials < 1:
        raise ValueError(f"Expected at least 1 trial. Received: trials={trials}.")
    rng = np.random.default_rng(seed)
    done = []
    for _ in range(trials):
        values = draw(rng)
        if any(values == trial["values"] for trial in done):
            continue
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
