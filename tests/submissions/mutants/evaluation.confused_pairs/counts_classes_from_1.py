"""Counts the classes from 1.

Hint: Classes are counted from 0, as rows and columns are.
Fails: lists_the_most_frequent_first
"""

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count < 1:
        raise ValueError("count")
    pairs = [(i + 1, j + 1, int(matrix[i, j])) for i in range(len(matrix)) for j in range(len(matrix)) if i != j and matrix[i, j]]
    return sorted(pairs, key=lambda p: -p[2])[:count]
