"""Goes on to the next input and does not begin again after the last.

Hint: There may be fewer inputs than calls. The remainder, number % len(inputs), begins again.
Fails: takes_the_inputs_in_turn, takes_the_median
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
    for number in range(repeats):
        started = clock()
        call(inputs[number])
        seconds.append(clock() - started)
    return float(np.median(seconds)), float(np.percentile(seconds, 95))
