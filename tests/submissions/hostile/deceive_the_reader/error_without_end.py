"""Raises an error whose text takes for ever to make.

Aim: deceive the reader
Expect: timed_out
"""

from fashionlab import evaluation, solves


class Endless(Exception):
    def __str__(self):
        while True:
            pass


@solves(evaluation.softmax)
def softmax(logits):
    raise Endless
