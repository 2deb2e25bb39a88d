"""Calls back without end and reads none of the answers.

Aim: destroy or escape
Expect: refused, timed_out, died, crashed
"""

import os

from fashionlab import solves, tuning, wire


@solves(tuning.random_search)
def random_search(measure, draw, *, trials, seed=0):
    call = wire.frame(wire.encode({"ask": 0, "call": {"script": 0, "place": 0}}))
    descriptors = [int(name) for name in os.listdir("/proc/self/fd")]
    for descriptor in descriptors:
        try:
            while descriptor > 2:
                os.write(descriptor, call * 1000)
        except OSError:
            continue
    return []
