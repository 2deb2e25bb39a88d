"""Counts right minus wrong the other way round."""

from scipy import stats

from fashionlab import evaluation, solves


@solves(evaluation.paired_interval)
def paired_interval(right_a, right_b, *, confidence=0.95):
    if right_a.shape != right_b.shape:
        raise ValueError("shapes")
    if confidence <= 0 or confidence >= 1:
        raise ValueError("confidence")
    d = right_b.astype(int) - right_a.astype(int)
    n = len(d)
    p1, p2 = ((d == 1).sum() + 1) / (n + 2), ((d == -1).sum() + 1) / (n + 2)
    width = stats.norm.ppf((1 + confidence) / 2) * ((p1 + p2 - (p1 - p2) ** 2) / (n + 2)) ** 0.5
    return d.mean(), max(p1 - p2 - width, -1), min(p1 - p2 + width, 1)
