"""Never returns.

Aim: destroy or escape
Expect: timed_out
"""

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    while True:
        pass
