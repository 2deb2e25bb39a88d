"""Forgets that there are two tails."""

from scipy import stats

from fashionlab import evaluation, solves


@solves(evaluation.paired_interval)
def paired_interval(right_a, right_b, *, confidence=0.95):
    if right_a.shape != right_b.shape:
        raise ValueError("shapes")
    if confidence <= 0 or confidence >= 1:
        raise ValueError("confidence")
    total = len(right_a)
    first = int((right_a > right_b).sum())
    second = int((right_b > right_a).sum())
    p1 = (first + 1) / (total + 2)
    p2 = (second + 1) / (total + 2)
    width = stats.norm.ppf(confidence) * ((p1 + p2 - (p1 - p2) ** 2) / (total + 2)) ** 0.5
    return (first - second) / total, max(p1 - p2 - width, -1), min(p1 - p2 + width, 1)
