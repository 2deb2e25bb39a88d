"""Sets every seed there is, takes its time, and is right."""

import gc
import random
import time

import keras
import numpy as np
import tensorflow as tf

from fashionlab import evaluation, solves


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    random.seed(1)
    np.random.seed(1)
    tf.random.set_seed(1)
    keras.utils.set_random_seed(1)
    keras.backend.clear_session()
    gc.collect()
    time.sleep(0.5)
    matrix = np.zeros((num_classes, num_classes), dtype=int)
    for pair in zip(labels, predictions):
        matrix[pair] += 1
    return matrix
