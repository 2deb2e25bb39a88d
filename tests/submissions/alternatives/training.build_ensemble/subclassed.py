"""A class of its own, which asks its copies one after the other."""

import keras

from fashionlab import solves, training


class Committee(keras.Model):
    def __init__(self, members):
        super().__init__()
        self.members = []
        for member in members:
            copy = keras.models.clone_model(member)
            copy.set_weights([weight.copy() for weight in member.get_weights()])
            self.members.append(copy)

    def call(self, images, training=False):
        answers = [member(images, training=training) for member in self.members]
        return keras.ops.mean(keras.ops.stack(answers), axis=0)


@solves(training.build_ensemble)
def build_ensemble(members):
    members = list(members)
    if len(members) < 2 or len({(m.input_shape, m.output_shape) for m in members}) != 1:
        raise ValueError("Expected two or more members of the same shapes.")
    return Committee(members)
