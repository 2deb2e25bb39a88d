"""Averages the weights instead of the probabilities.

Hint: Two networks know the same thing in different places. The mean of their weights knows nothing.
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
    copy = keras.models.clone_model(members[0])
    groups = zip(*(member.get_weights() for member in members))
    copy.set_weights([sum(group) / len(members) for group in groups])
    return keras.Model(inputs, copy(inputs))
