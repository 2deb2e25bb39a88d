"""The difference is taken the other way round.

Hint: Above 0 where the challenger is better: challenger minus baseline.
Fails: seeds_of_one_alone_are_left_out, the_difference_is_challenger_minus_baseline
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.compare_runs)
def compare_runs(baseline, challenger):
    before, after = dict(baseline), dict(challenger)
    seeds = [seed for seed in before if seed in after]
    if len(seeds) < 2:
        raise ValueError(f"{len(seeds)} seeds in both lists")
    differences = np.array([before[seed] - after[seed] for seed in seeds])
    deviation = float(differences.std(ddof=1))
    return {
        "seeds": len(seeds),
        "difference": float(differences.mean()),
        "deviation": deviation,
        "standard_error": deviation / len(seeds) ** 0.5,
        "wins": sum(after[seed] > before[seed] for seed in seeds),
    }
