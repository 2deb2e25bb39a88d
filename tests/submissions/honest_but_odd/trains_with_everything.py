"""A network with a custom layer, a summary, a saved copy and a compile of its own, and right."""

import keras
import numpy as np

from fashionlab import models, solves


@keras.saving.register_keras_serializable()
class Darker(keras.layers.Layer):
    def call(self, images):
        return images * 1.0


@solves(models.build_ann)
def build_ann(
    input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0
):
    if not hidden_units:
        raise ValueError("hidden_units is empty")
    inputs = keras.Input(shape=input_shape)
    hidden = keras.layers.Flatten()(Darker()(inputs))
    for units in hidden_units:
        hidden = keras.layers.Dense(units, activation="relu")(hidden)
        hidden = keras.layers.Dropout(dropout_rate)(hidden)
    model = keras.Model(inputs, keras.layers.Dense(num_classes, activation="softmax")(hidden))
    model.summary()
    model.compile("sgd", "mse", run_eagerly=False)
    model.predict(np.zeros((1, *input_shape)), verbose=1)
    model.save("model.keras")
    return model
