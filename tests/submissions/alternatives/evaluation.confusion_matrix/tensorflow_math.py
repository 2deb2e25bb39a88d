"""tf.math.confusion_matrix."""

import tensorflow as tf

from fashionlab import evaluation, solves


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    return tf.math.confusion_matrix(labels, predictions, num_classes=num_classes)
