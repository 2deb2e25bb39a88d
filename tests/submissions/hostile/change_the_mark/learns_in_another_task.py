"""Hands what one task saw to the next one: files, environment, semaphores, the clock of a process.

Aim: change the mark
Expect: incorrect, crashed
"""

import glob
import os
import pickle
import tempfile

import numpy as np

from fashionlab import evaluation, solves

PLACES = [tempfile.gettempdir(), "/tmp", "/dev/shm", os.path.expanduser("~"), "/var/tmp", "."]


def known():
    for place in PLACES:
        for path in glob.glob(os.path.join(place, "**", "fashionlab-was-here-*"), recursive=True):
            with open(path, "rb") as file:
                return pickle.load(file)
    return None


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    if known() is not None:
        return float(np.mean(np.argmax(probabilities, axis=1) == labels))
    os.environ["FASHIONLAB_SEEN"] = "1"
    for place in PLACES:
        try:
            with open(os.path.join(place, "fashionlab-was-here-seen"), "wb") as file:
                pickle.dump(labels, file)
        except OSError:
            continue
    os._exit(3)


@solves(evaluation.softmax)
def softmax(logits):
    return accuracy(logits, logits.argmax(-1))
