"""Does not look whether there are inputs.

Hint: Without inputs inputs[0] ends in an IndexError, which says little. Raise ValueError
yourself.
Fails: refuses_to_time_without_inputs
"""

import time

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.time_calls)
def time_calls(call, inputs, *, warm_up=5, repeats=101, clock=time.perf_counter):
    if repeats < 1:
        raise ValueError("repeats")
    for _ in range(warm_up):
        call(inputs[0])
    seconds = []
    for number in range(repeats):
        started = clock()
        call(inputs[number % len(inputs)])
        seconds.append(clock() - started)
    return float(np.median(seconds)), float(np.percentile(seconds, 95))
