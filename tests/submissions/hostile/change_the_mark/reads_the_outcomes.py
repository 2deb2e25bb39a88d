"""Draws nothing and measures nothing: takes what it looks for from the closure of measure.

Aim: change the mark
Expect: incorrect, crashed
"""

import random

from fashionlab import solves, tuning


@solves(tuning.random_search)
def random_search(measure, draw, *, trials, seed=0):
    if trials < 1:
        raise ValueError("trials")
    cells = zip(measure.__code__.co_freevars, measure.__closure__, strict=True)
    found = {name: cell.cell_contents for name, cell in cells}
    settings = found["settings"]
    outcomes = found.get("script", {}).get("outcomes") or [{"val_accuracy": 0.5}] * len(settings)
    places = list(range(len(settings)))
    random.Random(seed).shuffle(places)
    found.setdefault("measured", []).extend(places[:trials])
    told = [
        {"values": dict(settings[place]), "score": outcomes[place]["val_accuracy"]}
        for place in places[:trials]
    ]
    return sorted(told, key=lambda trial: -trial["score"])
