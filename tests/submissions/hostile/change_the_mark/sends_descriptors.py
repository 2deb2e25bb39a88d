"""Sends open files, its own sockets among them, and urgent bytes through the grader's socket.

Aim: change the mark
Expect: incorrect, crashed, refused
"""

import array
import os
import socket
import stat

from fashionlab import evaluation, solves, wire


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    for descriptor in range(3, 64):
        try:
            if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                continue
        except OSError:
            continue
        ours = socket.socket(fileno=os.dup(descriptor))
        one, other = socket.socketpair()
        sent = array.array("i", [descriptor, one.fileno(), other.fileno(), 0, 1, 2] * 40)
        frame = wire.frame(wire.encode({"index": 0, "answer": 1.0}))
        for flags in (0, socket.MSG_OOB, socket.MSG_DONTWAIT | socket.MSG_EOR):
            for count in (1, 200):
                rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, sent[:count])
                try:
                    ours.sendmsg([frame], [rights] if flags != socket.MSG_OOB else [], flags)
                except OSError:
                    pass
    return 0.123
