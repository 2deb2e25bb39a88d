"""Returns an object that says it equals everything.

Aim: change the mark
Expect: incorrect
"""

from fashionlab import evaluation, solves


class Anything:
    shape = (6, 10)
    dtype = "float64"

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __array_ufunc__(self, *args, **kwargs):
        return True

    def __getattr__(self, name):
        return lambda *args, **kwargs: self


@solves(evaluation.softmax)
def softmax(logits):
    return Anything()
