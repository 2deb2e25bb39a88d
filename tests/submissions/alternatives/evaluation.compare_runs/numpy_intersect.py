"""NumPy finds the common seeds; NumPy numbers come back."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.compare_runs)
def compare_runs(baseline, challenger):
    before, after = np.array(baseline), np.array(challenger)
    common, first, second = np.intersect1d(before[:, 0], after[:, 0], return_indices=True)
    if common.size < 2:
        raise ValueError("Expected at least two seeds in both lists.")
    differences = after[second, 1] - before[first, 1]
    spread = np.std(differences, ddof=1)
    return {
        "seeds": common.size,
        "difference": np.mean(differences),
        "deviation": spread,
        "standard_error": spread / np.sqrt(common.size),
        "wins": np.sum(after[second, 1] > before[first, 1]),
    }
