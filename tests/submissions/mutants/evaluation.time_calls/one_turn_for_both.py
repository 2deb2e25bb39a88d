"""Lets the timed calls go on where the warm-up stopped.

Hint: The warm-up uses up the turn. Begin anew with the first input.
Fails: takes_the_inputs_in_turn
"""

import itertools
import time

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.time_calls)
def time_calls(call, inputs, *, warm_up=5, repeats=101, clock=time.perf_counter):
    if repeats < 1 or not len(inputs):
        raise ValueError("nothing to time")
    turn = itertools.cycle(inputs)
    for _ in range(warm_up):
        call(next(turn))
    seconds = []
    for _ in range(repeats):
        started = clock()
        call(next(turn))
        seconds.append(clock() - started)
    return float(np.median(seconds)), float(np.percentile(seconds, 95))
