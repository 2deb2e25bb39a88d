"""Connects the flattened pictures, after dropout, to the output layer at once."""

import keras
from keras import layers

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
        raise ValueError(f"filters={filters}")
    model = keras.Sequential()
    model.add(keras.Input(shape=input_shape))
    for number_of_filters in filters:
        model.add(layers.Conv2D(number_of_filters, (3, 3)))
        model.add(layers.Activation("relu"))
        model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    model.add(layers.Dropout(dropout_rate))
    model.add(layers.Dense(num_classes))
    model.add(layers.Softmax())
    return model
