"""Copies the new random weights into the members.

Hint: copy.set_weights(member.get_weights()): the copy is changed, not the member.
Fails: leaves_the_members_as_they_are, says_the_mean_of_the_probabilities
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
        copy = keras.models.clone_model(member)
        member.set_weights(copy.get_weights())
        copy.name = f"member_{number}"
        answers.append(copy(inputs))
    return keras.Model(inputs, keras.layers.Average()(answers))
