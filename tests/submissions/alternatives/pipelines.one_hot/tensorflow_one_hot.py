"""tf.one_hot, with the labels cast to int32."""

import tensorflow as tf

from fashionlab import pipelines, solves


class LabelOutOfRange(ValueError):
    pass


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    if labels.min() < 0 or labels.max() > num_classes - 1:
        raise LabelOutOfRange(num_classes)
    return tf.one_hot(tf.cast(labels, tf.int32), depth=num_classes, dtype=tf.float32).numpy()
