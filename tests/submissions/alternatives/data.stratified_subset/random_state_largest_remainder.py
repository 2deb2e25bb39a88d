"""np.random.RandomState; the places left over go to the largest remainders, in a loop."""

import numpy as np

from fashionlab import data, solves


def quotas(counts, size):
    total = sum(counts.values())
    exact = {c: size * n / total for c, n in counts.items()}
    quota = {c: int(e) for c, e in exact.items()}
    for c in sorted(exact, key=lambda c: quota[c] - exact[c])[: size - sum(quota.values())]:
        quota[c] += 1
    return quota


@solves(data.stratified_subset)
def stratified_subset(images, labels, size, *, seed=0):
    if not 1 <= size <= len(labels) - 1:
        raise ValueError("not that many examples")
    random = np.random.RandomState(seed)
    counts = dict(zip(*np.unique(labels, return_counts=True)))
    chosen = []
    for c, quota in quotas(counts, size).items():
        where = np.where(labels == c)[0]
        random.shuffle(where)
        chosen.extend(where[:quota])
    random.shuffle(chosen)
    return images[chosen], labels[chosen]
