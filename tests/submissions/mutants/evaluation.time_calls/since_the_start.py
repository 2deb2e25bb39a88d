"""Starts the clock once, so that each time holds all calls before it.

Hint: Take the time anew right before every call: started = clock() belongs into the loop.
Fails: takes_the_median
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
    started = clock()
    for number in range(repeats):
        call(inputs[number % len(inputs)])
        seconds.append(clock() - started)
    return float(np.median(seconds)), float(np.percentile(seconds, 95))
