"""The mean of the weights in one network."""

import keras
import numpy as np

from fashionlab import solves, training


@solves(training.build_ensemble)
def build_ensemble(members):
    if len(members) < 2 or len({(m.input_shape, m.output_shape) for m in members}) > 1:
        raise ValueError("members")
    model = keras.models.clone_model(members[0])
    weights = [m.get_weights() for m in members]
    model.set_weights([np.mean(layer, axis=0) for layer in zip(*weights)])
    return model
