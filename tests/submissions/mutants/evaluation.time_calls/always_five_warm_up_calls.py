"""Warms up with five calls, whatever warm_up says.

Hint: 5 is only what warm_up is by default. Make as many calls as warm_up says.
Fails: calls_as_often_as_told, works_without_warm_up
"""

import time

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.time_calls)
def time_calls(call, inputs, *, warm_up=5, repeats=101, clock=time.perf_counter):
    if repeats < 1 or not len(inputs):
        raise ValueError("nothing to time")
    for _ in range(5):
        call(inputs[0])
    seconds = []
    for number in range(repeats):
        started = clock()
        call(inputs[number % len(inputs)])
        seconds.append(clock() - started)
    return float(np.median(seconds)), float(np.percentile(seconds, 95))
