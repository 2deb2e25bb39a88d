"""Returns the share of wrong answers.

Hint: Accuracy counts what is right: == and not !=.
Fails: is_a_share, counts_the_most_probable_class
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    return float(np.mean(probabilities.argmax(axis=1) != labels))
