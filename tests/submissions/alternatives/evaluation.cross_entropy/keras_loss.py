"""Keras's own loss."""

import keras

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    losses = keras.losses.sparse_categorical_crossentropy(labels, probabilities)
    return float(keras.ops.mean(losses))
