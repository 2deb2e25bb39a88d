"""max for the tail."""

import statistics
import time

from fashionlab import evaluation, solves


@solves(evaluation.time_calls)
def time_calls(call, inputs, *, warm_up=5, repeats=101, clock=time.perf_counter):
    if repeats < 1 or len(inputs) < 1:
        raise ValueError("nothing to do")
    for _ in range(warm_up):
        call(inputs[-1])
    times = []
    for i in range(repeats):
        before = clock()
        call(inputs[i % len(inputs)])
        times.append(clock() - before)
    times = sorted(times)
    return statistics.median(times), times[-1]
