"""Looks at time.perf_counter, whatever clock it was given.

Hint: Call clock() instead. Then the function can be tested with a clock that nobody has to wait
for.
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
        started = time.perf_counter()
        call(inputs[number % len(inputs)])
        seconds.append(time.perf_counter() - started)
    return float(np.median(seconds)), float(np.percentile(seconds, 95))
