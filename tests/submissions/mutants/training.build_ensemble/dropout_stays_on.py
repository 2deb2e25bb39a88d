"""Calls the members as in training, so that dropout stays on.

Hint: training=True belongs into training. Leave it out.
Fails: says_the_mean_of_the_probabilities, takes_any_number_of_members
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
        copy.set_weights(member.get_weights())
        copy.name = f"member_{number}"
        answers.append(copy(inputs, training=True))
    return keras.Model(inputs, keras.layers.Average()(answers))
