"""Pools once, after the last convolution.

Hint: Pooling follows every convolution: indent it into the loop.
Fails: filters_and_hidden_units_set_the_sizes
"""

import keras

from fashionlab import models, solves


@solves(models.build_cnn)
def build_cnn(
    input_shape=(28, 28, 1), num_classes=10, *, filters=(32, 64), hidden_units=128, dropout_rate=0.5
):
    if not filters:
        raise ValueError("filters")
    L = keras.layers
    body = [L.Input(input_shape)]
    for f in filters:
        body += [L.Conv2D(f, 3, activation="relu")]
    body += [
        L.MaxPooling2D(2),
        L.Flatten(),
        L.Dense(hidden_units, "relu"),
        L.Dropout(dropout_rate),
        L.Dense(num_classes, "softmax"),
    ]
    return keras.Sequential(body)
