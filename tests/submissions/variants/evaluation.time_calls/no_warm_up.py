"""Warm-up left to the caller."""

import time

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.time_calls)
def time_calls(call, inputs, *, warm_up=5, repeats=101, clock=time.perf_counter):
    if repeats <= 0 or len(inputs) <= 0:
        raise ValueError
    times = np.zeros(repeats)
    for i in range(repeats):
        t0 = clock()
        call(inputs[i % len(inputs)])
        times[i] = clock() - t0
    median, p95 = np.percentile(times, [50, 95])
    return median, p95
