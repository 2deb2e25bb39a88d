"""Adds up probabilities whose logarithms come from lgamma."""

import math

from fashionlab import evaluation, solves


@solves(evaluation.mcnemar_exact)
def mcnemar_exact(right_a, right_b):
    if len(right_a) != len(right_b):
        raise ValueError("Not the same number of images.")
    wins = losses = 0
    for first, second in zip(right_a.tolist(), right_b.tolist()):
        wins += first and not second
        losses += second and not first
    m = wins + losses
    total = 0.0
    for i in range(min(wins, losses) + 1):
        ways = math.lgamma(m + 1) - math.lgamma(i + 1) - math.lgamma(m - i + 1)
        total += math.exp(ways - m * math.log(2))
    return total * 2 if total < 0.5 else 1.0
