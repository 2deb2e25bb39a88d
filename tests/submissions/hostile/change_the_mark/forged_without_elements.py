"""Writes answers of a trillion rows without an element, which only sums would notice.

Aim: change the mark
Expect: refused, incorrect, crashed
"""

import json
import os
import struct

from fashionlab import pipelines, solves


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    empty = {"a": ["float32", [2**40, 0]]}
    turned = {"a": ["float32", [0, 2**40]]}
    batches = [[empty, turned], [turned, empty], [{"a": ["int64", [1099511627776] * 1 + [0] * 31]}] * 2]
    trees = [{"d": {"index": i, "answer": [[batches], [batches], [batches]][: 1 + 2 * (i == 3)]}} for i in range(8)]
    trees[2]["d"]["answer"] = [[batches, batches]]
    trees[3]["d"]["answer"] = [[batches, batches]] * 3
    for descriptor in range(3, 64):
        for tree in [*trees, {"d": {"end": True}}]:
            header = json.dumps(tree).encode()
            data = b"FLW1" + struct.pack("<I", len(header)) + header
            try:
                os.write(descriptor, struct.pack("<Q", len(data)) + data)
            except OSError:
                break
    os._exit(0)
