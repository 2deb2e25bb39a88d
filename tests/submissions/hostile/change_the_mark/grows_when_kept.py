"""Answers with numbers that take little room as it writes them and too much as the grader would.

Aim: change the mark
Expect: refused, incorrect, crashed
"""

import os
import struct

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    # 1e15 is 1000000000000000.0 once it is read and written again.
    header = b'{"d":{"index":0,"answer":[' + b",".join([b"1e15"] * 240_000) + b"]}}"
    data = b"FLW1" + struct.pack("<I", len(header)) + header
    for descriptor in range(3, 64):
        try:
            left = memoryview(struct.pack("<Q", len(data)) + data)
            while left:
                left = left[os.write(descriptor, left) :]
        except OSError:
            continue
    return labels
