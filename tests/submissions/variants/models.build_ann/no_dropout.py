"""Builds all the dense layers in the functional way and leaves dropout_rate aside."""

import keras

from fashionlab import models, solves


@solves(models.build_ann)
def build_ann(
    input_shape: tuple[int, ...] = (28, 28, 1),
    num_classes: int = 10,
    *,
    hidden_units: tuple[int, ...] = (128, 64),
    dropout_rate: float = 0.0,
) -> keras.Model:
    if not hidden_units:
        raise ValueError("hidden_units is empty")
    image = keras.Input(input_shape)
    features = keras.layers.Flatten()(image)
    for units in hidden_units:
        features = keras.layers.Dense(units)(features)
        features = keras.layers.ReLU()(features)
    answer = keras.layers.Dense(num_classes, activation="softmax")(features)
    return keras.Model(inputs=image, outputs=answer)
