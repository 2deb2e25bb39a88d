"""Accepts a single member.

Hint: One member is no ensemble: len(members) < 2 is an error.
Fails: refuses_a_single_member
"""

import keras

from fashionlab import solves, training


@solves(training.build_ensemble)
def build_ensemble(members):
    shapes = {(member.input_shape, member.output_shape) for member in members}
    if len(shapes) > 1:
        raise ValueError("Expected at least 2 models of the same input and output shape.")
    inputs = keras.Input(members[0].input_shape[1:])
    answers = []
    for number, member in enumerate(members, start=1):
        copy = keras.models.clone_model(member)
        copy.set_weights(member.get_weights())
        copy.name = f"member_{number}"
        answers.append(copy(inputs))
    return keras.Model(inputs, keras.layers.Average()(answers * 2 if len(answers) == 1 else answers))
