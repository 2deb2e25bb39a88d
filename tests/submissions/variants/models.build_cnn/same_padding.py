"""Gives every convolution padding="same", so that only pooling makes the picture smaller."""

from keras import Input, Model, layers

from fashionlab import models, solves


@solves(models.build_cnn)
def build_cnn(
    input_shape=(28, 28, 1),
    num_classes=10,
    *,
    filters=(32, 64),
    hidden_units=128,
    dropout_rate=0.5,
):
    if len(filters) == 0:
        raise ValueError("at least one convolution, please")
    x = inputs = Input(shape=input_shape)
    for f in filters:
        x = layers.Conv2D(f, kernel_size=3, padding="same")(x)
        x = layers.ReLU()(x)
        x = layers.MaxPool2D()(x)
    x = layers.Flatten()(x)
    x = layers.Dense(hidden_units, activation="relu")(x)
    x = layers.Dropout(dropout_rate)(x)
    return Model(inputs, layers.Dense(num_classes, activation="softmax")(x))
