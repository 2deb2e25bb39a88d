"""The functional API, activations as layers of their own."""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_tunable_ann)
def build_tunable_ann(hp, *, input_shape=(28, 28, 1), num_classes=10):
    inputs = keras.Input(input_shape)
    x = layers.Flatten()(inputs)
    for _ in range(hp.Int("hidden_layers", 1, 3)):
        # The same name gives the same answer each time.
        x = layers.Dense(hp.Int("units", 32, 256, 32))(x)
        x = layers.Activation(hp.Choice("activation", ["relu", "gelu", "tanh"]))(x)
        x = layers.Dropout(hp.Float("dropout_rate", 0.0, 0.5))(x)
    scores = layers.Dense(num_classes)(x)
    model = keras.Model(inputs, layers.Softmax()(scores))
    optimizer = keras.optimizers.Adam(
        learning_rate=hp.Float("learning_rate", 0.0001, 0.01, sampling="log")
    )
    model.compile(
        optimizer=optimizer,
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=False),
        metrics=["accuracy", keras.metrics.SparseTopKCategoricalAccuracy(k=2)],
    )
    return model
