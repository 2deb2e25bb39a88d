"""Laps by a helper, and the percentile of Weibull, as Excel's PERCENTILE.EXC has it."""

import time

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.time_calls)
def time_calls(call, inputs, *, warm_up=5, repeats=101, clock=time.perf_counter):
    if repeats < 1 or len(inputs) < 1:
        raise ValueError("Nothing to time.")

    def lap(number):
        begin = clock()
        call(inputs[number % len(inputs)])
        return clock() - begin

    for number in range(warm_up):
        call(inputs[number % len(inputs)])
    laps = np.array([lap(number) for number in range(repeats)])
    middle, slow = np.percentile(laps, [50, 95], method="weibull")
    return float(middle), float(slow)
