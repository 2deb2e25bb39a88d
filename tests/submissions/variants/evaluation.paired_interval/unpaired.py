"""Two proportions with their own standard errors."""

from scipy import stats

from fashionlab import evaluation, solves


@solves(evaluation.paired_interval)
def paired_interval(right_a, right_b, *, confidence=0.95):
    if len(right_a) != len(right_b):
        raise ValueError("The arrays must be equally long.")
    if not 0 < confidence < 1:
        raise ValueError("The confidence must be between 0 and 1.")
    pa = right_a.sum() / len(right_a)
    pb = right_b.sum() / len(right_b)
    variance = pa * (1 - pa) / len(right_a) + pb * (1 - pb) / len(right_b)
    half = stats.norm.ppf(0.5 + confidence / 2) * variance**0.5
    return pa - pb, max(-1, pa - pb - half), min(1, pa - pb + half)
