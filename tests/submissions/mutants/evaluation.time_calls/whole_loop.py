"""Times the whole loop and divides by the number of calls.

Hint: That is the mean again, and it knows nothing of single calls. Look at the clock around
each call.
Fails: takes_the_median, tells_how_slow_the_slow_ones_are
"""

import time

from fashionlab import evaluation, solves


@solves(evaluation.time_calls)
def time_calls(call, inputs, *, warm_up=5, repeats=101, clock=time.perf_counter):
    if repeats < 1 or not len(inputs):
        raise ValueError("nothing to time")
    for _ in range(warm_up):
        call(inputs[0])
    started = clock()
    for number in range(repeats):
        call(inputs[number % len(inputs)])
    each = (clock() - started) / repeats
    return each, each
