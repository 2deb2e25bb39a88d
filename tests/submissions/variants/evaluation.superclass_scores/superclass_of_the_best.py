"""np.take of the best class."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.superclass_scores)
def superclass_scores(probabilities, labels, coarse_of_fine):
    if len(coarse_of_fine) != probabilities.shape[1]:
        raise ValueError("length")
    answers = np.take(coarse_of_fine, np.argmax(probabilities, axis=1))
    right = np.take(coarse_of_fine, labels)
    table = [
        float(np.mean(answers[right == s] == s)) if np.any(right == s) else 0.0
        for s in range(max(coarse_of_fine) + 1)
    ]
    return float(np.mean(answers == right)), np.array(table)
