"""Times nothing: works the times out from a script that it looks for in the frames above.

Aim: change the mark
Expect: incorrect, crashed
"""

import sys
import time

import numpy as np

from fashionlab import evaluation, solves


def seconds_of(frame):
    while frame is not None:
        for value in frame.f_locals.values():
            if isinstance(value, dict) and "seconds" in value:
                return np.asarray(value["seconds"])
        frame = frame.f_back
    return np.ones(100)


@solves(evaluation.time_calls)
def time_calls(call, inputs, *, warm_up=5, repeats=101, clock=time.perf_counter):
    if repeats < 1 or not len(inputs):
        raise ValueError("nothing to time")
    times = seconds_of(sys._getframe())[warm_up : warm_up + repeats]
    return float(np.median(times)), float(np.percentile(times, 95))
