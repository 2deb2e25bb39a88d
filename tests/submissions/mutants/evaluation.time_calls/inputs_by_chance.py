"""Takes the inputs by chance.

Hint: In turn: the first, the second, and so on. Then another measurement takes the same ones.
Fails: takes_the_inputs_in_turn
"""

import random
import time

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.time_calls)
def time_calls(call, inputs, *, warm_up=5, repeats=101, clock=time.perf_counter):
    if repeats < 1 or not len(inputs):
        raise ValueError("nothing to time")
    for _ in range(warm_up):
        call(inputs[0])
    seconds, chance = [], random.Random(0)
    for _ in range(repeats):
        started = clock()
        call(chance.choice(inputs))
        seconds.append(clock() - started)
    return float(np.median(seconds)), float(np.percentile(seconds, 95))
