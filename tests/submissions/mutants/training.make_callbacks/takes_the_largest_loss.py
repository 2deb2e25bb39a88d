"""Takes the largest loss for the best, with mode="max".

Hint: A loss is good when it is small: mode="min", or leave mode away.
Fails: ends_with_the_best_weights, keeps_the_best_weights_on_disk
"""

import keras

from fashionlab import solves, training


@solves(training.make_callbacks)
def make_callbacks(path, *, patience=5):
    if patience < 1:
        raise ValueError("patience must be at least 1")
    return [
        keras.callbacks.ModelCheckpoint(
            path, monitor="val_loss", mode="max", save_best_only=True, save_weights_only=True
        ),
        keras.callbacks.EarlyStopping(
            monitor="val_loss", mode="max", patience=patience, restore_best_weights=True
        ),
    ]
