"""A generator that yields what is new; two lists."""

import itertools

import numpy as np

from fashionlab import solves, tuning


def new_values(draw, rng):
    known, misses = [], 0
    while misses < 1000:
        values = draw(rng)
        if values in known:
            misses += 1
        else:
            misses = 0
            known.append(values)
            yield values


@solves(tuning.random_search)
def random_search(measure, draw, *, trials, seed=0):
    if trials < 1:
        raise ValueError(f"trials={trials}")
    good, bad = [], []
    for values in itertools.islice(new_values(draw, np.random.default_rng(seed)), trials):
        try:
            score = measure(values.copy())["val_accuracy"]
        except Exception:
            score = float("nan")
        if score == score:
            good.append({"score": score, "values": values})
        else:
            bad.append({"score": None, "values": values})
    return sorted(good, key=lambda t: t["score"])[::-1] + bad
