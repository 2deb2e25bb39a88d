"""Adds the layers one by one and gives the last one no activation."""

from keras import Input, Sequential
from keras.layers import Dense, Dropout, Flatten

from fashionlab import models, solves


@solves(models.build_ann)
def build_ann(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    if len(hidden_units) == 0:
        raise ValueError("give at least one hidden layer")
    net = Sequential(name="ann")
    net.add(Input(shape=input_shape))
    net.add(Flatten())
    for width in hidden_units:
        net.add(Dense(width, activation="relu"))
        net.add(Dropout(dropout_rate))
    # one score per class
    net.add(Dense(num_classes))
    return net
