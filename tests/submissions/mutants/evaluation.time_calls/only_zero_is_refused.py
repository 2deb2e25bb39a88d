"""Refuses zero repeats and lets fewer than zero through.

Hint: `not repeats` is True for 0 only. `repeats < 1` finds -1, too.
Fails: refuses_fewer_repeats_than_none
"""

import time

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.time_calls)
def time_calls(call, inputs, *, warm_up=5, repeats=101, clock=time.perf_counter):
    if not repeats or not len(inputs):
        raise ValueError("nothing to time")
    for _ in range(warm_up):
        call(inputs[0])
    seconds = []
    for number in range(repeats):
        started = clock()
        call(inputs[number % len(inputs)])
        seconds.append(clock() - started)
    return float(np.median(seconds)), float(np.percentile(seconds, 95))
