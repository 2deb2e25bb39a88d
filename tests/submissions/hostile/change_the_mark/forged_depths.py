"""Sends bytes that are hard to read: deep, long, cut off, and claiming to be more.

Aim: change the mark
Expect: refused, crashed
"""

import os
import struct

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    headers = [b"[" * 50_000, b'{"d":' * 9_000 + b"1" + b"}" * 9_000, b"9" * 100_000, b"NaN", b"[1e999999]"]
    headers += [b'{"a":["float64",[' + b"4294967295," * 31 + b"4294967295]]}", b'{"a":["object",[1]]}']
    headers += [b'{"d":{"end":true,"end":true}}', b'"\\ud800"', b"\xff\xfe", b""]
    for descriptor in range(3, 64):
        for header in headers:
            data = b"FLW1" + struct.pack("<I", len(header)) + header
            try:
                os.write(descriptor, struct.pack("<Q", len(data)) + data)
                os.write(descriptor, struct.pack("<Q", 2**63))
            except OSError:
                break
    os._exit(0)
