"""while True inside."""

import numpy as np

from fashionlab import solves, tuning


@solves(tuning.random_search)
def random_search(measure, draw, *, trials, seed=0):
    if trials < 1:
        raise ValueError("trials")
    rng = np.random.default_rng(seed)
    seen, out = [], []
    for _ in range(trials):
        values = draw(rng)
        while values in seen:
            values = draw(rng)
        seen.append(values)
        try:
            score = measure(values)["val_accuracy"]
            if np.isnan(score):
                score = None
        except Exception:
            score = None
        out.append({"values": values, "score": score})
    return sorted(out, key=lambda t: (t["score"] is not None, t["score"] or 0), reverse=True)
