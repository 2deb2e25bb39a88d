"""Times all inputs in each of the repeats.

Hint: repeats is how many calls are timed in all: one input for each.
Fails: calls_as_often_as_told
"""

import time

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.time_calls)
def time_calls(call, inputs, *, warm_up=5, repeats=101, clock=time.perf_counter):
    if repeats < 1 or not len(inputs):
        raise ValueError("nothing to time")
    for _ in range(warm_up):
        call(inputs[0])
    seconds = []
    for _ in range(repeats):
        for given in inputs:
            started = clock()
            call(given)
            seconds.append(clock() - started)
    return float(np.median(seconds)), float(np.percentile(seconds, 95))
