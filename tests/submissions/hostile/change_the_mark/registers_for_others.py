"""Registers one function for every task of the course, whichever is asked.

Aim: change the mark
Expect: incorrect, crashed
"""

import numpy as np

from fashionlab import evaluation, models, solves, tasks


@solves(evaluation.softmax)
def softmax(logits):
    for name in ("solution_of", "is_blank_error", "_require_same_parameters"):
        setattr(tasks, name, lambda *args, **kwargs: softmax)
    for task in list(tasks._tasks):
        tasks._solutions[task] = softmax
    import fashionlab.checks.answering as answering

    for name in dir(answering):
        if name.startswith("_") and callable(getattr(answering, name)) and not name.startswith("__"):
            setattr(answering, name, lambda *args, **kwargs: np.full((6, 10), 0.1))
    return np.full(logits.shape, 1 / logits.shape[-1])
