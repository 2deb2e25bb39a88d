"""keras.ops on placeholders; copies are wrapped in networks of their own."""

import keras
from keras import ops

from fashionlab import solves, training


def copy_of(member, name):
    clone = keras.models.clone_model(member)
    for new, old in zip(clone.weights, member.weights):
        new.assign(old)
    inputs = keras.Input(member.input_shape[1:])
    return keras.Model(inputs, clone(inputs), name=name)


@solves(training.build_ensemble)
def build_ensemble(members):
    first = members[0]
    if len(members) == 1:
        raise ValueError("Only one member.")
    if not all(
        m.input_shape == first.input_shape and m.output_shape == first.output_shape
        for m in members
    ):
        raise ValueError("The members do not match.")
    inputs = keras.Input(first.input_shape[1:])
    rows = [copy_of(m, f"net{i}")(inputs) for i, m in enumerate(members)]
    return keras.Model(inputs, ops.mean(ops.stack(rows, axis=1), axis=1))
