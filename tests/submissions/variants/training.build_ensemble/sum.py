"""Adds the outputs with +."""

import keras

from fashionlab import solves, training


@solves(training.build_ensemble)
def build_ensemble(members):
    if len(members) < 2 or len({m.input_shape for m in members}) > 1:
        raise ValueError("members")
    if len({m.output_shape for m in members}) > 1:
        raise ValueError("outputs")
    x = keras.layers.Input(members[0].input_shape[1:])
    total = 0
    for i, m in enumerate(members):
        c = keras.models.clone_model(m)
        c.name = f"m{i}"
        c.set_weights(m.get_weights())
        total = total + c(x)
    return keras.Model(x, total)
