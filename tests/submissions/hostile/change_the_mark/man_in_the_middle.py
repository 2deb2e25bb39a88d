"""Puts a pipe in the place of the grader's socket and edits what is written before passing it on.

Aim: change the mark
Expect: incorrect, crashed, refused
"""

import os
import stat
import threading

from fashionlab import evaluation, solves, wire

DONE = []


def edit(source, target):
    buffer = wire.FrameBuffer()
    while chunk := os.read(source, 65536):
        buffer.feed(chunk)
        for data in buffer.take():
            reply = wire.decode(data)
            if "answer" in reply:
                reply = {**reply, "answer": 1.0, "outcome": "passed", "title": "", "checks": []}
            os.write(target, wire.frame(wire.encode(reply)))


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    if not DONE:
        DONE.append(True)
        for descriptor in range(3, 64):
            try:
                if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                    continue
            except OSError:
                continue
            kept, (reading, writing) = os.dup(descriptor), os.pipe()
            os.dup2(writing, descriptor)
            os.close(writing)
            threading.Thread(target=edit, args=(reading, kept), daemon=True).start()
    return 0.123
