"""The means of all runs are subtracted, also of those without a partner.

Hint: Leave out the seeds that only one of the two has.
Fails: seeds_of_one_alone_are_left_out
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.compare_runs)
def compare_runs(baseline, challenger):
    before, after = dict(baseline), dict(challenger)
    seeds = [seed for seed in before if seed in after]
    if len(seeds) < 2:
        raise ValueError(f"{len(seeds)} seeds in both lists")
    differences = np.array([after[seed] - before[seed] for seed in seeds])
    deviation = float(differences.std(ddof=1))
    return {
        "seeds": len(seeds),
        "difference": float(np.mean(list(after.values())) - np.mean(list(before.values()))),
        "deviation": deviation,
        "standard_error": deviation / len(seeds) ** 0.5,
        "wins": sum(after[seed] > before[seed] for seed in seeds),
    }
