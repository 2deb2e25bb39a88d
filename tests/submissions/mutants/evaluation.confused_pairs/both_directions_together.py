"""Adds up both directions of a pair.

Hint: Shirts taken for coats and coats taken for shirts are two mistakes. Keep them apart.
Fails: lists_the_most_frequent_first
"""

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count < 1:
        raise ValueError("count")
    both = matrix + matrix.T
    pairs = [
        (i, j, int(both[i, j]))
        for i in range(len(both))
        for j in range(i + 1, len(both))
        if both[i, j]
    ]
    return sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1]))[:count]
