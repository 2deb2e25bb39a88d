"""Changes the questions that are still to come into ones it can answer.

Aim: change the mark
Expect: incorrect, crashed, refused
"""

import sys

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    frame = sys._getframe()
    while frame is not None:
        questions = frame.f_locals.get("questions")
        if isinstance(questions, list):
            for question in questions:
                question.update(kind="call", args=(np.zeros(1, int), 1), kwargs={})
            del questions[1:]
        frame = frame.f_back
    return np.ones((len(labels), 1))
