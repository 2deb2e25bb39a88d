"""Notes the clock between the calls and takes differences at the end."""

import time

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.time_calls)
def time_calls(call, inputs, *, warm_up=5, repeats=101, clock=time.perf_counter):
    if repeats < 1:
        raise ValueError("repeats must be at least 1")
    if len(inputs) == 0:
        raise ValueError("there are no inputs")
    for i in range(warm_up):
        call(inputs[i % len(inputs)])
    readings = [clock()]
    for i in range(repeats):
        call(inputs[i % len(inputs)])
        readings.append(clock())
    seconds = np.diff(readings)
    return np.median(seconds), np.quantile(seconds, 0.95)
