"""Wraps the function, above and below `@solves`, in a callable that agrees with all.

Aim: change the mark
Expect: incorrect, crashed
"""

import inspect

from fashionlab import evaluation, solves


class Agrees:
    def __init__(self, function):
        self.__wrapped__ = function
        self.__signature__ = inspect.signature(function)
        self.__name__ = "softmax"
        self.__doc__ = "passed"

    def __call__(self, *args, **kwargs):
        return self

    def __eq__(self, other):
        return True

    def __array__(self, *args, **kwargs):
        raise KeyboardInterrupt


@Agrees
@solves(evaluation.softmax)
@Agrees
def softmax(logits):
    return logits
