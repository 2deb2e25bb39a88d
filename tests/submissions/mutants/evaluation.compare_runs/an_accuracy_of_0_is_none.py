"""Takes an accuracy of 0.0 for a run that is not there.

Hint: 0.0 counts as False. Ask whether the seed is there: `if seed in after`.
Fails: an_accuracy_of_0_is_a_result
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.compare_runs)
def compare_runs(baseline, challenger):
    after = dict(challenger)
    differences = np.array(
        [after[seed] - accuracy for seed, accuracy in baseline if after.get(seed)]
    )
    n = len(differences)
    if n < 2:
        raise ValueError(f"Expected at least two seeds in both. Received: {n}.")
    deviation = float(differences.std(ddof=1))
    return {
        "seeds": n,
        "difference": float(differences.mean()),
        "deviation": deviation,
        "standard_error": deviation / n**0.5,
        "wins": int((differences > 0).sum()),
    }
