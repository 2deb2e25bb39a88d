"""Leaves code that runs at the end, in finalizers and in forked processes.

Aim: change the mark
Expect: incorrect, crashed, refused
"""

import atexit
import os
import sys
import threading
import weakref

import numpy as np

from fashionlab import evaluation, solves, wire


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    def forge(*_):
        for descriptor in range(3, 64):
            try:
                os.write(descriptor, wire.frame(wire.encode({"index": 0, "answer": 1, "points": 9})))
            except OSError:
                pass


    class Last:
        __del__ = forge


    atexit.register(forge)
    os.register_at_fork(after_in_child=forge)
    weakref.finalize(labels, forge)
    threading._register_atexit(forge)
    sys.last = Last()
    return np.zeros((num_classes, num_classes), int)
