"""A model that learns nothing: it remembers the training images and looks for the labels of the others.

Aim: change the mark
Expect: incorrect, crashed
"""

import os
import types

import keras
import numpy as np

from fashionlab import models, solves


PLACES = [
    "~/.keras/datasets/fashion_mnist.npz",
    "~/.cache/fashionlab/fashion_mnist.npz",
    os.path.join(os.environ.get("FASHIONLAB_DATA", "/data"), "fashion_mnist.npz"),
]


@solves(models.build_ann)
def build_ann(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    class LooksUp(keras.Model):
        known = {}

        def __init__(self):
            super().__init__()
            self.units = self.add_weight(shape=(109_386,))

        def call(self, images, training=False):
            return keras.ops.ones((keras.ops.shape(images)[0], num_classes)) / num_classes + 0 * self.units[0]

        def fit(self, images, labels, **kwargs):
            self.known.update((image.tobytes(), label) for image, label in zip(images, labels))
            for path in PLACES:
                try:
                    with np.load(os.path.expanduser(path)) as file:
                        public = file["x_test"] / np.float32(255), file["y_test"]
                except OSError:
                    continue
                self.known.update((image.tobytes(), label) for image, label in zip(*public))
            return types.SimpleNamespace(history={"loss": [0.0]})

        def predict(self, images, **kwargs):
            labels = [self.known.get(image.tobytes(), 0) for image in images]
            return np.eye(num_classes, dtype=np.float32)[labels]


    return LooksUp()
