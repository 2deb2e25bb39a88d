"""One example at a time, with Python's own random numbers."""

import random

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.mixup)
def mixup(images, labels, *, alpha=0.2, seed=0):
    if not alpha > 0:
        raise ValueError(f"alpha={alpha}")
    dice = random.Random(seed)
    order = list(range(len(images)))
    dice.shuffle(order)
    mixed, rows = [], []
    for i, j in enumerate(order):
        share = dice.betavariate(alpha, alpha)
        mixed.append(share * images[i] + (1 - share) * images[j])
        rows.append(share * labels[i] + (1 - share) * labels[j])
    return np.array(mixed, dtype=np.float32), np.array(rows, dtype=np.float32)
