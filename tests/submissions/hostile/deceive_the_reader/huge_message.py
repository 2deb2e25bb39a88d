"""Raises an error with a message of 50 MB.

Aim: deceive the reader
Expect: crashed
"""

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    raise ValueError("passed\n" * 7_000_000)
