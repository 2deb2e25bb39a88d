"""Collects all pairs in loops and sorts them with a key."""

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count <= 0:
        raise ValueError("count must be at least 1")
    pairs = []
    for right in range(len(matrix)):
        for said in range(len(matrix)):
            if right != said and matrix[right, said] > 0:
                pairs.append((right, said, int(matrix[right, said])))
    pairs.sort(key=lambda pair: pair[2], reverse=True)
    return pairs[:count]
