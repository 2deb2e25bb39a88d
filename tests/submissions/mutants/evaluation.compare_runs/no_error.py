"""Nothing is tested: NumPy gives nan.

Hint: Count the common seeds first, and raise a ValueError if there are fewer than two.
Fails: refuses_a_single_seed, refuses_different_seeds
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.compare_runs)
def compare_runs(baseline, challenger):
    before, after = dict(baseline), dict(challenger)
    seeds = [seed for seed in before if seed in after]
    differences = np.array([after[seed] - before[seed] for seed in seeds])
    deviation = float(differences.std(ddof=1))
    return {
        "seeds": len(seeds),
        "difference": float(differences.mean()),
        "deviation": deviation,
        "standard_error": deviation / len(seeds) ** 0.5,
        "wins": sum(after[seed] > before[seed] for seed in seeds),
    }
