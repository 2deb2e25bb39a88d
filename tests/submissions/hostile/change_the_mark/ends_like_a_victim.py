"""Ends itself as a machine short of memory would end it, so that it looks like chance.

Aim: change the mark
Expect: crashed, out_of_memory, timed_out, refused
"""

import os
import resource
import signal

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    signal.pthread_kill(__import__("threading").get_ident(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_CPU, (0, 0))
    while True:
        pass
