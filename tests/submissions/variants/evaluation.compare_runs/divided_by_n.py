"""NumPy's std as it comes."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.compare_runs)
def compare_runs(baseline, challenger):
    first, second = dict(baseline), dict(challenger)
    gains = [second[seed] - first[seed] for seed in sorted(first) if seed in second]
    if len(gains) < 2:
        raise ValueError("too few seeds")
    return {
        "seeds": len(gains),
        "difference": np.mean(gains),
        "deviation": np.std(gains),
        "standard_error": np.std(gains) / np.sqrt(len(gains)),
        "wins": int(np.sum(np.array(gains) > 0)),
    }
