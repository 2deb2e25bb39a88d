"""Both lists are sorted by accuracy, and the best compared with the best.

Hint: The pairs are runs with the same seed. Sorted by accuracy, their common luck is lost.
Fails: runs_are_matched_by_seed, seeds_of_one_alone_are_left_out,
the_deviation_is_that_of_a_sample, the_error_of_the_mean_is_smaller, two_seeds_are_enough
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.compare_runs)
def compare_runs(baseline, challenger):
    before, after = dict(baseline), dict(challenger)
    seeds = [seed for seed in before if seed in after]
    if len(seeds) < 2:
        raise ValueError(f"{len(seeds)} seeds in both lists")
    first = np.sort([before[seed] for seed in seeds])
    second = np.sort([after[seed] for seed in seeds])
    differences = second - first
    deviation = float(differences.std(ddof=1))
    return {
        "seeds": len(seeds),
        "difference": float(differences.mean()),
        "deviation": deviation,
        "standard_error": deviation / len(seeds) ** 0.5,
        "wins": sum(after[seed] > before[seed] for seed in seeds),
    }
