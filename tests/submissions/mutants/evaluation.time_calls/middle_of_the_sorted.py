"""Takes one of the two in the middle when the number of calls is even.

Hint: Of an even number of calls the median lies halfway between the two in the middle: np.median.
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
    for number in range(repeats):
        started = clock()
        call(inputs[number % len(inputs)])
        seconds.append(clock() - started)
    return sorted(seconds)[repeats // 2], float(np.percentile(seconds, 95))
