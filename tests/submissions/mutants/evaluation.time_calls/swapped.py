"""Returns p95 first and the median second.

Hint: The order is (median, p95).
Fails: takes_the_median, tells_how_slow_the_slow_ones_are
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
    for number in range(repeats):
        started = clock()
        call(inputs[number % len(inputs)])
        seconds.append(clock() - started)
    return float(np.percentile(seconds, 95)), float(np.median(seconds))
