"""Counts in a loop; the rest is school arithmetic."""

import statistics

from fashionlab import evaluation, solves


@solves(evaluation.paired_interval)
def paired_interval(right_a, right_b, *, confidence=0.95):
    n = len(right_a)
    if n != len(right_b):
        raise ValueError(f"{n} and {len(right_b)} images")
    if confidence <= 0 or confidence >= 1:
        raise ValueError(f"confidence={confidence}")
    wins = losses = 0
    for first, second in zip(right_a, right_b):
        if first and not second:
            wins += 1
        elif second and not first:
            losses += 1
    a = (wins + 1) / (n + 2)
    b = (losses + 1) / (n + 2)
    z = statistics.NormalDist().inv_cdf(1 - (1 - confidence) / 2)
    half = z * ((a + b - (a - b) ** 2) / (n + 2)) ** 0.5
    return (wins - losses) / n, max(-1.0, a - b - half), min(1.0, a - b + half)
