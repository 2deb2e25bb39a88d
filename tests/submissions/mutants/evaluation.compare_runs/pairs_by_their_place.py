"""The first run is compared with the first, whatever their seeds.

Hint: zip pairs what stands at the same place. Make a dict of each list, and look up the seed.
Fails: counts_the_seeds_of_both, refuses_a_single_seed, refuses_different_seeds,
runs_are_matched_by_seed, seeds_of_one_alone_are_left_out
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.compare_runs)
def compare_runs(baseline, challenger):
    n = min(len(baseline), len(challenger))
    if n < 2:
        raise ValueError(f"{n} runs")
    pairs = [(first[1], second[1]) for first, second in zip(baseline, challenger)]
    differences = np.array([after - before for before, after in pairs])
    deviation = float(differences.std(ddof=1))
    return {
        "seeds": n,
        "difference": float(differences.mean()),
        "deviation": deviation,
        "standard_error": deviation / n**0.5,
        "wins": sum(after > before for before, after in pairs),
    }
