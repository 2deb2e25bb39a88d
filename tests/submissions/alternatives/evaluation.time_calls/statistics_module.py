"""Pure Python: cycle, statistics, and the nearest rank for the percentile."""

import itertools
import math
import statistics
from time import perf_counter

from fashionlab import evaluation, solves


@solves(evaluation.time_calls)
def time_calls(call, inputs, *, warm_up=5, repeats=101, clock=perf_counter):
    if repeats <= 0 or not inputs:
        raise ValueError("Expected at least one call and one input.")
    for _ in range(warm_up):
        call(inputs[-1])

    def timed(x):
        start = clock()
        call(x)
        return clock() - start

    times = sorted(timed(x) for x in itertools.islice(itertools.cycle(inputs), repeats))
    return [statistics.median(times), times[math.ceil(0.95 * repeats) - 1]]
