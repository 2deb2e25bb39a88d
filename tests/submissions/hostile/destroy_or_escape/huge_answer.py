"""Answers with more numbers than anyone asked for.

Aim: destroy or escape
Expect: refused, incorrect, out_of_memory, crashed
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    return np.zeros((num_classes, 10**8 // num_classes))
