"""Any k is accepted, because slicing never complains.

Hint: With k above the number of classes every answer would be right. Say so: raise a ValueError.
Fails: refuses_more_classes_than_there_are, refuses_to_name_no_class
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.top_k_accuracy)
def top_k_accuracy(probabilities, labels, k=5):
    named = np.argsort(-probabilities, axis=1, kind="stable")[:, :k]
    return float(np.mean((named == labels[:, None]).any(axis=1)))
