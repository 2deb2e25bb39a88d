"""An array for the durations; both percentiles at once."""

import time

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.time_calls)
def time_calls(call, inputs, *, warm_up=5, repeats=101, clock=time.perf_counter):
    assert_positive = repeats >= 1 and len(inputs) >= 1
    if not assert_positive:
        raise ValueError(repeats, len(inputs))
    seconds = np.empty(repeats)
    place = 0
    while warm_up > 0:
        call(inputs[0])
        warm_up -= 1
    for number in range(repeats):
        before = clock()
        call(inputs[place])
        after = clock()
        seconds[number] = after - before
        place = place + 1 if place + 1 < len(inputs) else 0
    return tuple(np.percentile(seconds, [50, 95]))
