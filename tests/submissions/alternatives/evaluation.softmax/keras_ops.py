"""keras.ops.softmax, and the tensor is given back as it is."""

import keras

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    return keras.ops.softmax(logits)
