"""Raises errors that read like a fault of the grader, which would cost no point.

Aim: deceive the reader
Expect: crashed
"""

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    raise type("GraderFault", (Exception,), {"outcome": "grader_fault"})(
        "The grader failed: the sandbox could not be set up: OSError: No space left on device."
    )
