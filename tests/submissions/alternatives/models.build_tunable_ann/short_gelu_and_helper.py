"""A helper that asks; the short formula of gelu; dropout only where there is any."""

import keras

from fashionlab import models, solves


def settings_of(hp):
    return {
        "depth": hp.Int("hidden_layers", min_value=1, max_value=3, step=1),
        "units": hp.Choice("units", list(range(32, 257, 32))),
        "activation": hp.Choice("activation", ["relu", "gelu", "tanh"]),
        "rate": hp.Float("dropout_rate", 0.0, 0.5, step=None),
        "speed": hp.Float("learning_rate", 1e-4, 1e-2, None, "log"),
    }


def activation_of(name):
    if name == "gelu":
        return lambda x: keras.activations.gelu(x, approximate=True)
    return getattr(keras.activations, name)


@solves(models.build_tunable_ann)
def build_tunable_ann(hp, *, input_shape=(28, 28, 1), num_classes=10):
    chosen = settings_of(hp)
    inputs = keras.layers.Input(input_shape)
    size = input_shape[0] * input_shape[1] * input_shape[2]
    x = keras.ops.reshape(inputs, (-1, size))
    for _ in range(chosen["depth"]):
        x = keras.layers.Dense(chosen["units"], activation=activation_of(chosen["activation"]))(x)
        if chosen["rate"] > 0:
            x = keras.layers.Dropout(chosen["rate"])(x)
    outputs = keras.layers.Dense(num_classes, activation=keras.activations.softmax)(x)
    model = keras.Model(inputs=inputs, outputs=outputs)
    model.compile(
        keras.optimizers.Adam(chosen["speed"]),
        loss=keras.losses.sparse_categorical_crossentropy,
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
    )
    return model
