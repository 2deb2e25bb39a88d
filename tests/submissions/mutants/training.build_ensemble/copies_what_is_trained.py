"""Copies the weights that are trained, and not the averages of batch normalization.

Hint: In use, batch normalization divides by its averages. get_weights and set_weights take all.
Fails: takes_members_of_several_kinds
"""

import keras

from fashionlab import solves, training


@solves(training.build_ensemble)
def build_ensemble(members):
    if len(members) < 2 or len({(m.input_shape, m.output_shape) for m in members}) > 1:
        raise ValueError("Expected two or more members of the same shapes.")
    inputs = keras.Input(members[0].input_shape[1:])
    outputs = []
    for number, member in enumerate(members):
        copy = keras.models.clone_model(member)
        for new, old in zip(copy.trainable_weights, member.trainable_weights):
            new.assign(old)
        copy.name = f"member_{number}"
        outputs.append(copy(inputs))
    return keras.Model(inputs, keras.layers.Average()(outputs))
