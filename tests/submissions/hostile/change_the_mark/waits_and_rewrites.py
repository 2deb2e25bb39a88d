"""Threads that look for the frames about to be sent, put other answers into them and send more.

Aim: change the mark
Expect: incorrect, crashed, refused
"""

import ctypes
import os
import sys
import threading

from fashionlab import evaluation, solves, wire


def rewrite():
    while True:
        for frame in list(sys._current_frames().values()):
            while frame is not None:
                for name, value in list(frame.f_locals.items()):
                    if type(value) is dict and "index" in value and "answer" in value:
                        value.update(answer=1.0, outcome="passed", points=9)
                    if name in ("tree", "request", "answer"):
                        frame.f_locals[name] = 1.0
                        ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), 0)
                frame = frame.f_back


def send():
    frame = wire.frame(wire.encode({"index": 0, "answer": 1.0}))
    while True:
        for descriptor in range(3, 16):
            try:
                os.write(descriptor, frame[: 1 + descriptor % len(frame)])
            except OSError:
                pass


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    sys.setswitchinterval(1e-6)
    for work in (rewrite, rewrite, send):
        threading.Thread(target=work, daemon=True).start()
    return 0.123
