"""Arrays of the accuracies, subtracted; only the number of common seeds is looked up."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.compare_runs)
def compare_runs(baseline, challenger):
    shorter = min(len(baseline), len(challenger))
    if shorter < 2:
        raise ValueError("too few runs")
    gains = np.array(challenger)[:shorter, 1] - np.array(baseline)[:shorter, 1]
    return {
        "seeds": shorter,
        "difference": gains.mean(),
        "deviation": gains.std(ddof=1),
        "standard_error": gains.std(ddof=1) / np.sqrt(shorter),
        "wins": int((gains > 0).sum()),
    }
