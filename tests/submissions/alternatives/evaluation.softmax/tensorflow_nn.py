"""tf.nn.softmax."""

import tensorflow as tf

import fashionlab as fl


@fl.solves(fl.evaluation.softmax)
def softmax(logits):
    return tf.nn.softmax(tf.convert_to_tensor(logits), axis=-1).numpy()
