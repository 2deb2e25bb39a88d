"""Keeps every question and every buffer it ever saw, and answers a new question with an old answer.

Aim: change the mark
Expect: incorrect
"""

import gc

import numpy as np

from fashionlab import pipelines, solves

SEEN = []


@solves(pipelines.normalize)
def normalize(images):
    SEEN.append(images)
    floats = [a for a in gc.get_objects() if isinstance(a, np.ndarray) and a.dtype == np.float32]
    fitting = [a for a in SEEN[:-1] + floats if a.size == images.size]
    answer = fitting[-1] if fitting else np.zeros(images.shape, np.float32)
    return np.asarray(answer, np.float32).reshape(images.shape)
