"""Times every input as often as repeats says.

Hint: repeats is the number of all timed calls, not of those of each input.
Fails: calls_as_often_as_told, takes_the_inputs_in_turn
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
    for given in inputs:
        for _ in range(repeats):
            started = clock()
            call(given)
            seconds.append(clock() - started)
    return float(np.median(seconds)), float(np.percentile(seconds, 95))
