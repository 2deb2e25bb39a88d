"""Accepts zero repeats: the median of nothing is nan.

Hint: np.median([]) gives nan and a warning that is easy to miss. Refuse it: raise ValueError.
Fails: refuses_to_time_nothing
"""

import time

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.time_calls)
def time_calls(call, inputs, *, warm_up=5, repeats=101, clock=time.perf_counter):
    if not len(inputs):
        raise ValueError("no inputs")
    for _ in range(warm_up):
        call(inputs[0])
    seconds = []
    for number in range(repeats):
        started = clock()
        call(inputs[number % len(inputs)])
        seconds.append(clock() - started)
    return float(np.median(seconds)), float(np.percentile(seconds, 95))
