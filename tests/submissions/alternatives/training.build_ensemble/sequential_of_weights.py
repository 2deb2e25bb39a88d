"""Copies from their configuration; the mean is a sum and a division."""

import keras

from fashionlab import solves, training


@solves(training.build_ensemble)
def build_ensemble(members):
    if len(members) < 2:
        raise ValueError("An ensemble has at least two members.")
    for member in members[1:]:
        if member.input_shape != members[0].input_shape:
            raise ValueError("inputs")
        if member.output_shape != members[0].output_shape:
            raise ValueError("outputs")
    inputs = keras.layers.Input(shape=members[0].input_shape[1:])
    total = None
    for number, member in enumerate(members):
        config = member.get_config()
        config["name"] = f"copy_of_{number}"
        copy = member.__class__.from_config(config)
        copy.set_weights(member.get_weights())
        total = copy(inputs) if total is None else total + copy(inputs)
    return keras.Model(inputs, total / len(members))
