"""Prints a great deal, warns, logs, and is right."""

import logging
import sys
import warnings

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    print("logits", logits, "\x1b[31m<script>" * 1000)
    print("x" * 20_000_000, file=sys.stderr)
    logging.basicConfig(level=logging.DEBUG)
    logging.getLogger("softmax").error("starting")
    warnings.simplefilter("always")
    warnings.warn("overflow ahead", RuntimeWarning)
    np.seterr(all="warn")
    exponentials = np.exp(logits - np.max(logits, axis=-1, keepdims=True))
    np.float64(1) / 0
    return exponentials / np.sum(exponentials, axis=-1, keepdims=True)
