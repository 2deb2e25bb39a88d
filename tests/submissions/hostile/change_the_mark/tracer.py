"""Traces every line that runs after it and changes what it finds there.

Aim: change the mark
Expect: incorrect, crashed, refused
"""

import sys

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    def trace(frame, event, argument):
        for name in ("answer", "outcome", "received", "data", "value"):
            if name in frame.f_locals:
                frame.f_locals[name] = 1.0
        return trace


    sys.settrace(trace)
    sys.setprofile(trace)
    sys._getframe().f_back.f_trace = trace
    return 0.123
