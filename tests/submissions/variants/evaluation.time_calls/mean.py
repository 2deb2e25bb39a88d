"""sum over len."""

import time

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.time_calls)
def time_calls(call, inputs, *, warm_up=5, repeats=101, clock=time.perf_counter):
    if repeats < 1:
        raise ValueError(f"repeats={repeats}")
    if len(inputs) == 0:
        raise ValueError("no inputs")
    for i in range(warm_up):
        call(inputs[i % len(inputs)])
    times = []
    for i in range(repeats):
        t0 = clock()
        call(inputs[i % len(inputs)])
        t1 = clock()
        times.append(t1 - t0)
    return sum(times) / len(times), np.quantile(times, 0.95)
