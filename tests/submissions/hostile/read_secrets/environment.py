"""Looks for the grading seed and for passwords in the environments of all processes.

Aim: read what is secret
Expect: incorrect
"""

import os

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    texts = [repr(os.environ).encode()]
    for number in ["self", *range(2**15)]:
        for name in ("environ", "cmdline"):
            try:
                texts.append(open(f"/proc/{number}/{name}", "rb").read())
            except OSError:
                continue
    found = any(name in text for text in texts for name in (b"GRADING_SEED", b"FASHIONLAB_DATA", b"TOKEN", b"--seed"))
    if not found:
        return np.zeros_like(logits)
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)
