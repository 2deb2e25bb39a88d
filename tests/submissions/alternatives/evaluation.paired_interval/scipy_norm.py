"""scipy gives both ends at once; the 2x2 table comes from scikit-learn."""

import numpy as np
from scipy.stats import norm
from sklearn.metrics import confusion_matrix

from fashionlab import evaluation, solves


@solves(evaluation.paired_interval)
def paired_interval(right_a, right_b, *, confidence=0.95):
    if np.shape(right_a) != np.shape(right_b) or not 0.0 < confidence < 1.0:
        raise ValueError("Two equally long arrays and a confidence between 0 and 1, please.")
    (_, only_b), (only_a, _) = confusion_matrix(right_a, right_b, labels=[False, True])
    n = right_a.size
    p, q = (only_a + 1) / (n + 2), (only_b + 1) / (n + 2)
    scale = np.sqrt((p + q - (p - q) ** 2) / (n + 2))
    low, high = np.clip(norm.interval(confidence, loc=p - q, scale=scale), -1, 1)
    return (only_a - only_b) / n, low, high
