"""Replaces the functions that write answers by ones that write `passed`.

Aim: change the mark
Expect: incorrect, refused, crashed
"""

import json
import os

from fashionlab import evaluation, solves, wire


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    from fashionlab import frames
    from fashionlab.checks import answering

    passed = wire.encode({"index": 0, "outcome": "passed", "points": 100, "answer": True})
    wire.encode = lambda tree: passed
    wire.write_frame = frames.write_frame = lambda stream, data: os.write(int(stream), data)
    answering.to_plain = lambda value: {"outcome": "passed"}
    json.dumps = lambda *args, **kwargs: '{"outcome": "passed"}'
    return 0.5
