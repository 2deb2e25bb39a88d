"""Freezes each layer of the finished model."""

import keras

from fashionlab import models, solves


@solves(models.build_frozen_classifier)
def build_frozen_classifier(base, num_classes=10, *, scale=None, dropout_rate=0.2):
    image = keras.Input(base.input_shape[1:])
    x = base(scale(image) if scale else image, training=False)
    x = keras.layers.Dropout(dropout_rate)(keras.layers.GlobalAveragePooling2D()(x))
    model = keras.Model(image, keras.layers.Dense(num_classes, activation="softmax")(x))
    for layer in model.layers:
        layer.trainable = False
    return model
