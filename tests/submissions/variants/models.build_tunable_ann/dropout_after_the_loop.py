"""One dropout at the end, functional."""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_tunable_ann)
def build_tunable_ann(hp, *, input_shape=(28, 28, 1), num_classes=10):
    inputs = keras.Input(input_shape)
    x = layers.Flatten()(inputs)
    act = hp.Choice("activation", ["relu", "gelu", "tanh"])
    units = hp.Int("units", 32, 256, step=32)
    for _ in range(hp.Int("hidden_layers", 1, 3)):
        x = layers.Dense(units, activation=act)(x)
    x = layers.Dropout(hp.Float("dropout_rate", 0.0, 0.5))(x)
    model = keras.Model(inputs, layers.Dense(num_classes, activation="softmax")(x))
    rate = hp.Float("learning_rate", min_value=0.0001, max_value=0.01, sampling="log")
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
