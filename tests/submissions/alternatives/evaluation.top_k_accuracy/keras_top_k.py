"""keras.ops.top_k, which keeps the lower of equal numbers first."""

import keras

from fashionlab import evaluation, solves


@solves(evaluation.top_k_accuracy)
def top_k_accuracy(probabilities, labels, k=5):
    if k < 1:
        raise ValueError("k")
    if k > probabilities.shape[1]:
        raise ValueError("k")
    _, named = keras.ops.top_k(probabilities, k)
    named = keras.ops.convert_to_numpy(named)
    return float((named == labels.reshape(-1, 1)).any(axis=1).mean())
