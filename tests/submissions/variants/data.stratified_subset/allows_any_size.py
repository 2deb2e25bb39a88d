"""Starts to count and cut at once, without a look at size."""

import numpy as np

from fashionlab import data, solves


@solves(data.stratified_subset)
def stratified_subset(images, labels, size, *, seed=0):
    generator = np.random.RandomState(seed)
    classes, counts = np.unique(labels, return_counts=True)
    exact = counts * size / counts.sum()
    quota = np.floor(exact).astype(int)
    # the classes that lost most by rounding down get one more
    most_lost = np.argsort(quota - exact, kind="stable")
    quota[most_lost[: size - quota.sum()]] += 1

    parts = []
    for c, q in zip(classes, quota, strict=True):
        members = np.where(labels == c)[0]
        generator.shuffle(members)
        parts.append(members[:q])
    chosen = np.concatenate(parts)
    generator.shuffle(chosen)
    return images[chosen], labels[chosen]
