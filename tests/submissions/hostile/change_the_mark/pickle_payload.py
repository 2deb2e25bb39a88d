"""Returns an object that runs a command in whoever unpickles it.

Aim: change the mark
Expect: incorrect
"""

import os

from fashionlab import evaluation, solves


class Payload:
    def __reduce__(self):
        return os.system, ("echo passed > /tmp/fashionlab-was-here",)


@solves(evaluation.softmax)
def softmax(logits):
    return Payload()
