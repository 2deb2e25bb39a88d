"""Sends its answers one byte at a time, and never the last one.

Aim: destroy or escape
Expect: timed_out, refused, incorrect
"""

import os
import time

import numpy as np

from fashionlab import pipelines, solves, wire


@solves(pipelines.normalize)
def normalize(images):
    data = wire.frame(wire.encode({"index": 0, "answer": np.arange(256, dtype=np.float32) / 255}))
    while True:
        for byte in data:
            for descriptor in range(3, 16):
                try:
                    os.write(descriptor, bytes([byte]))
                except OSError:
                    continue
            time.sleep(0.02)
