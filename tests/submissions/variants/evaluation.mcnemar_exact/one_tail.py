"""The lower tail from scipy, once."""

from scipy import stats

from fashionlab import evaluation, solves


@solves(evaluation.mcnemar_exact)
def mcnemar_exact(right_a, right_b):
    if len(right_a) != len(right_b):
        raise ValueError("The arrays must be equally long.")
    b = ((right_a == 1) & (right_b == 0)).sum()
    c = ((right_a == 0) & (right_b == 1)).sum()
    return float(stats.binom.cdf(min(b, c), b + c, 0.5))
