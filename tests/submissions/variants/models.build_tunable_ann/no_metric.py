"""A list of layers; compile without metrics."""

import keras

from fashionlab import models, solves


@solves(models.build_tunable_ann)
def build_tunable_ann(hp, *, input_shape=(28, 28, 1), num_classes=10):
    hidden = []
    act = hp.Choice("activation", ["relu", "gelu", "tanh"])
    units = hp.Int("units", 32, 256, step=32)
    drop = hp.Float("dropout_rate", 0.0, 0.5)
    for _ in range(hp.Int("hidden_layers", 1, 3)):
        hidden += [keras.layers.Dense(units, act), keras.layers.Dropout(drop)]
    model = keras.Sequential(
        [
            keras.layers.Input(input_shape),
            keras.layers.Flatten(),
            *hidden,
            keras.layers.Dense(num_classes, "softmax"),
        ]
    )
    rate = hp.Float("learning_rate", min_value=0.0001, max_value=0.01, sampling="log")
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="sparse_categorical_crossentropy")
    return model
