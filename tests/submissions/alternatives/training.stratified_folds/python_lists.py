"""Plain lists, dealt like cards, going on where the last class ended."""

import collections
import random

from fashionlab import solves, training


@solves(training.stratified_folds)
def stratified_folds(labels, folds=5, *, seed=0):
    counts = collections.Counter(int(label) for label in labels)
    if not 2 <= folds <= min(counts.values()):
        raise ValueError("folds")
    order = list(range(len(labels)))
    random.Random(seed).shuffle(order)
    order.sort(key=lambda i: labels[i])
    parts = [order[fold::folds] for fold in range(folds)]
    return [
        ([i for other in parts if other is not part for i in other], part) for part in parts
    ]
