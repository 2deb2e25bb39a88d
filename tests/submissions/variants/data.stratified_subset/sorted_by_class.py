"""Collects class after class and never mixes what was collected."""

import random

import numpy as np

from fashionlab import data, solves


def shares(counts: dict, size: int) -> dict:
    """Whole numbers that add up to size; the largest remainders get one more."""
    n = sum(counts.values())
    result = {c: counts[c] * size // n for c in counts}
    missing = size - sum(result.values())
    by_remainder = sorted(counts, key=lambda c: (counts[c] * size) % n, reverse=True)
    for c in by_remainder[:missing]:
        result[c] += 1
    return result


@solves(data.stratified_subset)
def stratified_subset(images: np.ndarray, labels: np.ndarray, size: int, *, seed: int = 0):
    if size <= 0 or size >= len(labels):
        raise ValueError("size is out of range")
    dice = random.Random(seed)
    places = {}
    for i, label in enumerate(labels.tolist()):
        places.setdefault(label, []).append(i)
    wanted = shares({c: len(where) for c, where in places.items()}, size)
    index = []
    for c in sorted(places):
        index += dice.sample(places[c], wanted[c])
    return images[index], labels[index]
