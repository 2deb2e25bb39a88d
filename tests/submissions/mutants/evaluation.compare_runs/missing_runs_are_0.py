"""A seed that one of the two lacks gets an accuracy of 0.

Hint: A run that was not made has no accuracy. Leave its seed out.
Fails: counts_the_seeds_of_both, refuses_a_single_seed, refuses_different_seeds,
seeds_of_one_alone_are_left_out, two_seeds_are_enough
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.compare_runs)
def compare_runs(baseline, challenger):
    before, after = dict(baseline), dict(challenger)
    seeds = sorted(set(before) | set(after))
    if len(seeds) < 2:
        raise ValueError(f"{len(seeds)} seeds in both lists")
    differences = np.array([after.get(seed, 0.0) - before.get(seed, 0.0) for seed in seeds])
    deviation = float(differences.std(ddof=1))
    return {
        "seeds": len(seeds),
        "difference": float(differences.mean()),
        "deviation": deviation,
        "standard_error": deviation / len(seeds) ** 0.5,
        "wins": sum(after.get(seed, 0.0) > before.get(seed, 0.0) for seed in seeds),
    }
