"""Through the logarithm of the sum, with helper and annotations."""

import numpy as np

from fashionlab import solves
from fashionlab.evaluation import softmax as task


def log_sum_exp(scores: np.ndarray) -> np.ndarray:
    largest = np.max(scores, axis=-1, keepdims=True)
    return largest + np.log(np.sum(np.exp(scores - largest), axis=-1, keepdims=True))


@solves(task)
def softmax(logits: np.ndarray) -> np.ndarray:
    return np.exp(logits - log_sum_exp(logits))
