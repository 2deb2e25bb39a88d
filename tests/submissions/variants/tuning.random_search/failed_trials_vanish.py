"""continue in except."""

import numpy as np

from fashionlab import solves, tuning


@solves(tuning.random_search)
def random_search(measure, draw, *, trials, seed=0):
    if trials < 1:
        raise ValueError("trials")
    rng = np.random.default_rng(seed)
    seen, out, vain = [], [], 0
    while len(seen) < trials and vain < 1000:
        values = draw(rng)
        if values in seen:
            vain += 1
            continue
        vain = 0
        seen.append(values)
        try:
            score = measure(values)["val_accuracy"]
        except Exception:
            continue
        if not np.isnan(score):
            out.append({"values": values, "score": score})
    return sorted(out, key=lambda t: t["score"], reverse=True)
