"""Times the warm-up calls as well.

Hint: The times of the warm-up do not belong into the result: a loop of its own, without the
clock.
Fails: leaves_the_warm_up_out
"""

import time

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.time_calls)
def time_calls(call, inputs, *, warm_up=5, repeats=101, clock=time.perf_counter):
    if repeats < 1 or not len(inputs):
        raise ValueError("nothing to time")
    seconds = []
    for number in range(warm_up + repeats):
        started = clock()
        call(inputs[number % len(inputs)])
        seconds.append(clock() - started)
    return float(np.median(seconds)), float(np.percentile(seconds, 95))
