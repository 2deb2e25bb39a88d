"""Takes the largest probability instead of the right class's.

Hint: The loss asks what the right class got, not how sure the model was.
Fails: averages_minus_log_probability, sure_and_wrong_is_finite
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    right = probabilities.max(axis=1)
    return float(-np.log(np.maximum(right, 1e-7)).mean())
