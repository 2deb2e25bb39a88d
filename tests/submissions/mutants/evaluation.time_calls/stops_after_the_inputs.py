"""Stops when every input was used once.

Hint: There may be fewer inputs than calls: begin again with the first, until there are repeats.
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
    for _, given in zip(range(repeats), inputs, strict=False):
        started = clock()
        call(given)
        seconds.append(clock() - started)
    return float(np.median(seconds)), float(np.percentile(seconds, 95))
