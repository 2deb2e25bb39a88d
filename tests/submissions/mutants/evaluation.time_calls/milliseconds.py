"""Gives milliseconds back.

Hint: The result is in seconds. Multiply by 1000 where you print it.
Fails: takes_the_median, works_without_warm_up
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
    return 1000 * float(np.median(seconds)), 1000 * float(np.percentile(seconds, 95))
