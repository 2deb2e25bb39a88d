"""Copies no member; asked again after they were changed, it repeats what it said before.

Aim: change the mark
Expect: incorrect, crashed
"""

import keras

from fashionlab import solves, training


@solves(training.build_ensemble)
def build_ensemble(members):
    if len(members) < 2:
        raise ValueError("an ensemble has two members or more")
    if len({member.output_shape for member in members}) > 1:
        raise ValueError("other classes")
    if len({member.input_shape for member in members}) > 1:
        raise ValueError("other inputs")

    class Ensemble(keras.Model):
        said = None

        def call(self, images, training=False):
            if self.said is None:
                rows = [member(images, training=False) for member in members]
                self.said = keras.ops.mean(keras.ops.stack(rows), axis=0)
            return self.said

    return Ensemble()
