"""Twice the cumulative distribution, whatever comes out."""

from scipy import stats

from fashionlab import evaluation, solves


@solves(evaluation.mcnemar_exact)
def mcnemar_exact(right_a, right_b):
    if len(right_a) != len(right_b):
        raise ValueError("The arrays must be equally long.")
    differ = right_a != right_b
    first = int(right_a[differ].sum())
    second = int(right_b[differ].sum())
    return (
        2.0 * float(stats.binom.cdf(min(first, second), first + second, 0.5))
        if differ.any()
        else 1.0
    )
