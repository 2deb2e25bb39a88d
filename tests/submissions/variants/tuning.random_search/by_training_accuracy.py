"""Sorted in place by the wrong figure."""

import numpy as np

from fashionlab import solves, tuning


@solves(tuning.random_search)
def random_search(measure, draw, *, trials, seed=0):
    if trials < 1:
        raise ValueError("trials")
    rng, seen, out, tries = np.random.default_rng(seed), [], [], 0
    while len(out) < trials and tries < 1000:
        values = draw(rng)
        if values in seen:
            tries += 1
            continue
        tries = 0
        seen.append(values)
        try:
            logs = measure(values)
            score = None if np.isnan(logs["val_accuracy"]) else logs["accuracy"]
        except Exception:
            score = None
        out.append({"values": values, "score": score})
    out.sort(key=lambda t: -1.0 if t["score"] is None else t["score"], reverse=True)
    return out
