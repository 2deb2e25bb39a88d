"""Defines the function under conditions, aliases, wide letters and once more for each reader.

Aim: change the mark
Expect: incorrect, crashed, not_attempted
"""

import functools
import sys

import numpy as np

from fashionlab import evaluation, solves
from fashionlab import solves as check

if "fashionlab.checks.answering" in sys.modules:
    full = 1.0
else:
    full = 0.0
marks = functools.partial(check)


@check(evaluation.accuracy)
@functools.lru_cache(maxsize=None)
def ａｃｃｕｒａｃｙ(probabilities, labels):
    return full


try:

    @marks(evaluation.accuracy)
    def accuracy(probabilities, labels):
        return 1.0
finally:
    pass
