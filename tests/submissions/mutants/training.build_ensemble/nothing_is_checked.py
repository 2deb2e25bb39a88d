"""Accepts any members.

Hint: Compare how many there are, and their shapes, before anything is built.
Fails: refuses_a_single_member, refuses_members_of_other_classes, refuses_members_of_other_inputs
"""

import keras

from fashionlab import solves, training


@solves(training.build_ensemble)
def build_ensemble(members):
    shapes = {(member.input_shape, member.output_shape) for member in members}
    if len(members) < 2 or len(shapes) > 1:
        print("These members do not go together.")
        return members[0]
    inputs = keras.Input(members[0].input_shape[1:])
    answers = []
    for number, member in enumerate(members, start=1):
        copy = keras.models.clone_model(member)
        copy.set_weights(member.get_weights())
        copy.name = f"member_{number}"
        answers.append(copy(inputs))
    return keras.Model(inputs, keras.layers.Average()(answers))
