"""Freezes the members.

Hint: A frozen member can no longer be trained by whoever passed it in. Freeze the copy, if anything.
Fails: leaves_the_members_as_they_are
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
        member.trainable = False
        copy = keras.models.clone_model(member)
        copy.set_weights(member.get_weights())
        copy.name = f"member_{number}"
        outputs.append(copy(inputs))
    return keras.Model(inputs, keras.layers.Average()(outputs))
