"""Returns a NumPy array of a class of its own, which compares as it likes.

Aim: change the mark
Expect: incorrect
"""

import numpy as np

from fashionlab import evaluation, solves


class Agreeable(np.ndarray):
    def __eq__(self, other):
        return np.ones(self.shape, bool)

    def __sub__(self, other):
        return np.zeros(self.shape)

    def __array_ufunc__(self, *args, **kwargs):
        return np.zeros(self.shape)

    def astype(self, *args, **kwargs):
        return self

    def tobytes(self, *args, **kwargs):
        return b'{"outcome": "passed"}'


@solves(evaluation.softmax)
def softmax(logits):
    return np.zeros_like(logits).view(Agreeable)
