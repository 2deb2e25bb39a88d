"""A Sequential network from a list of layers; all settings are named arguments."""

import keras

from fashionlab import models, solves


@solves(models.build_tunable_ann)
def build_tunable_ann(hp, *, input_shape=(28, 28, 1), num_classes=10):
    rate = hp.Float(name="dropout_rate", min_value=0, max_value=0.5, default=0.2)
    units = hp.Int(name="units", min_value=32, max_value=256, step=32, default=128)
    kind = hp.Choice(name="activation", values=("tanh", "gelu", "relu"), default="relu")
    layers = [keras.layers.Input(shape=input_shape), keras.layers.Flatten()]
    for number in range(hp.Int(name="hidden_layers", min_value=1, max_value=3)):
        layers.append(keras.layers.Dense(units, kind, name=f"hidden_{number}"))
        layers.append(keras.layers.Dropout(rate))
    layers.append(keras.layers.Dense(num_classes, "softmax"))
    model = keras.Sequential(layers)
    speed = hp.Float(name="learning_rate", min_value=1e-4, max_value=1e-2, sampling="log")
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
    model.optimizer.learning_rate = speed
    return model
