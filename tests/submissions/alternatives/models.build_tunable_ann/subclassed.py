"""A class of its own; the last layer is made first, and hp's values are looked up."""

import keras

from fashionlab import models, solves


class Dense(keras.Model):
    def __init__(self, depth, units, activation, rate, num_classes):
        super().__init__()
        self.last = keras.layers.Dense(num_classes, activation="softmax")
        self.flat = keras.layers.Flatten()
        self.hidden = [keras.layers.Dense(units, activation=activation) for _ in range(depth)]
        self.drops = [keras.layers.Dropout(rate) for _ in range(depth)]

    def call(self, images, training=False):
        x = self.flat(images)
        for dense, drop in zip(self.hidden, self.drops):
            x = drop(dense(x), training=training)
        return self.last(x)


@solves(models.build_tunable_ann)
def build_tunable_ann(hp, *, input_shape=(28, 28, 1), num_classes=10):
    hp.Choice("hidden_layers", [1, 2, 3])
    hp.Int("units", 32, 256, step=32)
    hp.Choice("activation", ["gelu", "relu", "tanh"])
    hp.Float("dropout_rate", 0, 0.5)
    hp.Float("learning_rate", 1e-4, 1e-2, sampling="log")
    model = Dense(
        hp.get("hidden_layers"),
        hp.get("units"),
        hp.get("activation"),
        hp.get("dropout_rate"),
        num_classes,
    )
    model.compile(
        loss="sparse_categorical_crossentropy",
        optimizer=keras.optimizers.AdamW(hp.get("learning_rate"), weight_decay=0.0),
        metrics=["accuracy"],
    )
    return model
