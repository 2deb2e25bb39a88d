"""A Sequential model; the scaling as a small model of its own."""

import keras

from fashionlab import models, solves


@solves(models.build_frozen_classifier)
def build_frozen_classifier(base, num_classes=10, *, scale=None, dropout_rate=0.2):
    base.trainable = False
    shape = base.input_shape[1:]
    model = keras.Sequential([keras.Input(shape)])
    if scale is not None:
        image = keras.Input(shape)
        model.add(keras.Model(image, scale(image)))
    model.add(base)
    model.add(keras.layers.GlobalAveragePooling2D())
    model.add(keras.layers.Dropout(dropout_rate))
    model.add(keras.layers.Dense(num_classes, activation="softmax"))
    return model
