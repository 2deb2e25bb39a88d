"""TensorFlow tensors; a tensor comes back."""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.smooth_labels)
def smooth_labels(labels, label_smoothing=0.1):
    if not 0.0 <= label_smoothing < 1.0:
        raise ValueError("expected 0 <= label_smoothing < 1")
    rows = tf.cast(labels, tf.float32)
    count = tf.cast(tf.shape(rows)[-1], tf.float32)
    return rows * (1.0 - label_smoothing) + label_smoothing / count
