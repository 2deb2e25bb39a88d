"""clone_model, and that was it."""

import keras

from fashionlab import solves, training


@solves(training.build_ensemble)
def build_ensemble(members):
    if len(members) < 2 or len({(m.input_shape, m.output_shape) for m in members}) > 1:
        raise ValueError("members")
    x = keras.layers.Input(members[0].input_shape[1:])
    clones = [keras.models.clone_model(m) for m in members]
    for i, c in enumerate(clones):
        c.name = f"m{i}"
    return keras.Model(x, keras.layers.average([c(x) for c in clones]))
