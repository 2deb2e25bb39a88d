"""Python's own random module, with a generator of its own."""

import collections
import random

import numpy as np

from fashionlab import data, solves


@solves(data.stratified_subset)
def stratified_subset(images, labels, size, *, seed=0):
    if not (0 < size < len(labels)):
        raise ValueError("bad size")
    dice = random.Random(seed)
    members = collections.defaultdict(list)
    for position, label in enumerate(labels):
        members[int(label)].append(position)
    chosen, carried = [], 0.0
    for label in sorted(members):
        # What rounding takes from one class is carried over to the next.
        exact = size * len(members[label]) / len(labels) + carried
        count = round(exact + 1e-9)
        carried = exact - count
        chosen += dice.sample(members[label], count)
    dice.shuffle(chosen)
    return images[np.array(chosen)], labels[np.array(chosen)]
