"""Sorts tuples with the count in front, the largest first."""

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count < 1:
        raise ValueError("count must be positive")
    n = len(matrix)
    found = []
    for i in range(n):
        for j in range(n):
            if i != j and matrix[i][j] > 0:
                found.append((int(matrix[i][j]), i, j))
    found = sorted(found, reverse=True)[:count]
    return [(i, j, times) for times, i, j in found]
