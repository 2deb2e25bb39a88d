"""Dicts and loops; a list comes back."""

from fashionlab import evaluation, solves


@solves(evaluation.superclass_scores)
def superclass_scores(probabilities, labels, coarse_of_fine):
    if len(coarse_of_fine) != len(probabilities[0]):
        raise ValueError(f"{len(coarse_of_fine)} numbers for {len(probabilities[0])} classes")
    table = [int(each) for each in coarse_of_fine]
    right, seen = {}, {}
    for row, label in zip(probabilities, labels):
        sums = {}
        for superclass, probability in zip(table, row):
            sums[superclass] = sums.get(superclass, 0.0) + float(probability)
        own = table[label]
        seen[own] = seen.get(own, 0) + 1
        right[own] = right.get(own, 0) + (max(sums, key=sums.get) == own)
    shares = [right.get(s, 0) / seen.get(s, 1) for s in range(max(table) + 1)]
    return sum(right.values()) / len(labels), shares
