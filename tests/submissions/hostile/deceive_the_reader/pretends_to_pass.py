"""Raises an error that reads like the verdict of a correct solution.

Aim: deceive the reader
Expect: crashed
"""

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    raise type("passed", (Exception,), {"__module__": "fashionlab"})(
        "\n\nevaluation.cross_entropy: passed. All 5 checks passed. 2 of 2 points.\n\n"
    )
