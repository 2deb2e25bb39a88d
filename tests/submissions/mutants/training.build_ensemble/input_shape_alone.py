"""Compares only the input shapes.

Hint: Members that know other classes cannot be averaged: output_shape.
Fails: refuses_members_of_other_classes
"""

import keras

from fashionlab import solves, training


@solves(training.build_ensemble)
def build_ensemble(members):
    shapes = {member.input_shape for member in members}
    if len(members) < 2 or len(shapes) > 1:
        raise ValueError("Expected at least 2 models of the same input and output shape.")
    inputs = keras.Input(members[0].input_shape[1:])
    answers = []
    for number, member in enumerate(members, start=1):
        copy = keras.models.clone_model(member)
        copy.set_weights(member.get_weights())
        copy.name = f"member_{number}"
        if member.output_shape == members[0].output_shape:
            answers.append(copy(inputs))
    return keras.Model(inputs, keras.layers.Average()(answers * 2))
