"""Replaces the code that puts the questions, and the table of solutions.

Aim: change the mark
Expect: incorrect, refused, crashed
"""

import fashionlab.checks.answering as answering

from fashionlab import models, solves, tasks


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    def everything_passed(questions, solution, send):
        for index in range(len(questions)):
            send({"index": index, "answer": True, "outcome": "passed"})


    answering.answer_all = everything_passed
    answering.answer = lambda question, solution: True
    for kind in answering._KINDS:
        answering._KINDS[kind] = lambda question, solution: {"raised": ["ValueError"], "message": ""}
    for task in tasks._tasks:
        tasks._solutions[task] = lambda *args, **kwargs: 1
    object.__setattr__(tasks._tasks["models.max_pool2d"], "points", 1000)
    return image
