"""Starts threads for ever.

Aim: destroy or escape
Expect: refused, crashed, out_of_memory, timed_out
"""

import threading
import time

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    while True:
        try:
            threading.Thread(target=time.sleep, args=(3600,)).start()
        except RuntimeError:
            continue
