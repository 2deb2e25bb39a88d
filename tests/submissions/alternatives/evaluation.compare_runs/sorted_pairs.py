"""Both lists sorted and filtered, then zipped."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.compare_runs)
def compare_runs(baseline, challenger):
    seeds = set(dict(baseline)) & set(dict(challenger))
    first = [accuracy for seed, accuracy in sorted(baseline) if seed in seeds]
    second = [accuracy for seed, accuracy in sorted(challenger) if seed in seeds]
    if len(first) < 2:
        raise ValueError("no pairs")
    differences = np.subtract(second, first)
    result = {"seeds": len(first), "difference": float(np.mean(differences))}
    result["deviation"] = float(np.sqrt(np.var(differences, ddof=1)))
    result["standard_error"] = result["deviation"] / np.sqrt(len(first))
    result["wins"] = int(np.count_nonzero(np.array(second) > np.array(first)))
    return result
