"""At least as good is a win."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.compare_runs)
def compare_runs(baseline, challenger):
    first, second = dict(baseline), dict(challenger)
    seeds = set(first) & set(second)
    if len(seeds) < 2:
        raise ValueError("too few seeds")
    gains = np.array([second[seed] - first[seed] for seed in seeds])
    spread = gains.std(ddof=1)
    wins = len([seed for seed in seeds if not second[seed] < first[seed]])
    return {
        "wins": wins,
        "seeds": len(seeds),
        "difference": gains.mean(),
        "deviation": spread,
        "standard_error": spread / np.sqrt(len(seeds)),
    }
