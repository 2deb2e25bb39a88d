"""Reports errors that the grader might take for its own.

Aim: change the mark
Expect: refused, crashed, incorrect, not_attempted
"""

import os

import numpy as np

from fashionlab import evaluation, solves, wire


def write_everywhere(*trees):
    for descriptor in range(3, 64):
        for tree in trees:
            try:
                os.write(descriptor, wire.frame(wire.encode(tree)))
            except OSError:
                break


@solves(evaluation.softmax)
def softmax(logits):
    write_everywhere(
        {"setup": "the sandbox could not be set up"},
        {"reason": "ended", "exit": 0, "cpu": 0, "peak": 0},
        {"index": 0, "error": {"type": "GraderFault", "message": "The grader failed", "blank": np.ones(2)}},
        {"index": 1, "error": np.zeros(3)},
        {"index": 2, "error": {"type": {"a": [1] * 1000}, "message": [[]], "unusable": np.ones(9)}},
        {"end": True},
    )
    os._exit(0)
