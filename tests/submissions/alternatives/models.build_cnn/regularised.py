"""He initialiser, mild L2, spatial dropout, pooling before the activation."""

import keras
from keras import layers

import fashionlab as fl

CONVOLUTION = {
    "kernel_size": 3,
    "kernel_initializer": "he_uniform",
    "kernel_regularizer": keras.regularizers.l2(1e-5),
}


@fl.solves(fl.models.build_cnn)
def build_cnn(
    input_shape: tuple = (28, 28, 1),
    num_classes: int = 10,
    *,
    filters: tuple = (32, 64),
    hidden_units: int = 128,
    dropout_rate: float = 0.5,
) -> keras.Model:
    if len(filters) < 1:
        raise ValueError("filters")
    x = inputs = keras.Input(shape=input_shape)
    for number in filters:
        x = layers.Conv2D(number, **CONVOLUTION)(x)
        x = layers.MaxPooling2D((2, 2))(x)
        x = layers.Activation("relu")(x)
        x = layers.SpatialDropout2D(0.05)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(hidden_units, activation="relu")(x)
    x = layers.Dropout(dropout_rate)(x)
    x = layers.Dense(num_classes)(x)
    return keras.Model(inputs, layers.Softmax()(x))
