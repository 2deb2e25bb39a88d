"""The difference is in points of a hundred.

Hint: Accuracies are shares from 0 to 1, and so are their differences.
Fails: runs_are_matched_by_seed, seeds_of_one_alone_are_left_out,
the_deviation_is_that_of_a_sample, the_difference_is_challenger_minus_baseline,
the_error_of_the_mean_is_smaller, two_seeds_are_enough
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.compare_runs)
def compare_runs(baseline, challenger):
    before, after = dict(baseline), dict(challenger)
    seeds = [seed for seed in before if seed in after]
    if len(seeds) < 2:
        raise ValueError(f"{len(seeds)} seeds in both lists")
    differences = np.array([100 * (after[seed] - before[seed]) for seed in seeds])
    deviation = float(differences.std(ddof=1))
    return {
        "seeds": len(seeds),
        "difference": float(differences.mean()),
        "deviation": deviation,
        "standard_error": deviation / len(seeds) ** 0.5,
        "wins": sum(after[seed] > before[seed] for seed in seeds),
    }
