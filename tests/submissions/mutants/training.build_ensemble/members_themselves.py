"""Uses the members themselves and not copies.

Hint: Train a member on, and the ensemble changes too. clone_model makes a copy.
Fails: goes_its_own_way
"""

import keras

from fashionlab import solves, training


@solves(training.build_ensemble)
def build_ensemble(members):
    shapes = {(member.input_shape, member.output_shape) for member in members}
    if len(members) < 2 or len(shapes) > 1:
        raise ValueError("Expected at least 2 models of the same input and output shape.")
    inputs = keras.Input(members[0].input_shape[1:])
    answers = []
    for number, member in enumerate(members, start=1):
        copy = keras.Model(member.input, member.output, name=f"member_{number}")
        answers.append(copy(inputs))
    return keras.Model(inputs, keras.layers.Average()(answers))
