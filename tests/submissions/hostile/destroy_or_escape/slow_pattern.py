"""Matches a pattern that takes longer than the universe is old.

Aim: destroy or escape
Expect: timed_out
"""

import re

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    return re.match(r"(a|a)*$", "a" * 200 + "b")
