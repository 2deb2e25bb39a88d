"""A model with a call of its own."""

import keras

from fashionlab import models, solves


class Classifier(keras.Model):
    """A frozen base and a head."""

    def __init__(self, base, num_classes, scale, dropout_rate):
        super().__init__()
        base.trainable = False
        self.base, self.scale = base, scale
        self.drop = keras.layers.Dropout(dropout_rate)
        self.dense = keras.layers.Dense(num_classes)

    def call(self, images, training=False):
        if self.scale:
            images = self.scale(images)
        maps = self.base(images, training=False)
        features = self.drop(keras.ops.mean(maps, axis=(1, 2)), training=training)
        return keras.ops.softmax(self.dense(features))


@solves(models.build_frozen_classifier)
def build_frozen_classifier(base, num_classes=10, *, scale=None, dropout_rate=0.2):
    return Classifier(base, num_classes, scale, dropout_rate)
