"""Searches the frames above it, and every object there is, for expected values.

Aim: change the mark
Expect: incorrect, crashed
"""

import gc
import inspect
import sys

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    found = []
    frame = sys._getframe()
    while frame is not None:
        found += [frame.f_locals.get(name) for name in ("secret", "asked", "expected", "posed")]
        frame = frame.f_back
    for thing in gc.get_objects():
        if isinstance(thing, dict):
            found += [thing.get(name) for name in ("held_out_labels", "expected", "secret")]
        if type(thing).__name__ in ("Asked", "Check", "Setting"):
            found.append(thing)
    # `expected` is also the name of a parameter that everybody can read in the stubs.
    known = (type(None), type, inspect.Parameter)
    found = [thing for thing in found if not isinstance(thing, known)]
    if not found:
        return np.zeros_like(logits)
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)
