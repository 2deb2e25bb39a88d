"""NumPy divides only where there is something to divide by; the scores come as rows of one array."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.per_class_scores)
def per_class_scores(matrix):
    def share(part, whole):
        return np.divide(part, whole, out=np.zeros(len(part)), where=whole != 0)

    ones = np.ones(len(matrix), dtype=int)
    has, said = matrix @ ones, ones @ matrix
    precision, recall = (share(np.diagonal(matrix), whole) for whole in (said, has))
    f1 = share(2 * precision * recall, precision + recall)
    return np.stack([precision, recall, f1, has])
