"""Goes on from the output of the base, without nesting it."""

import keras

from fashionlab import models, solves


@solves(models.build_frozen_classifier)
def build_frozen_classifier(base, num_classes=10, *, scale=None, dropout_rate=0.2):
    base.trainable = False
    image, x = base.input, base.output
    if scale is not None:
        image = keras.Input(base.input_shape[1:])
        x = scale(image)
        for layer in base.layers[1:]:  # after the input
            x = layer(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    x = keras.layers.Dropout(rate=dropout_rate, seed=5)(x)
    return keras.Model(image, keras.layers.Dense(num_classes, "softmax")(x))
