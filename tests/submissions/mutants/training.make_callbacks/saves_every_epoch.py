"""Writes the file after every epoch, better or not.

Hint: The best weights are overwritten by worse ones. save_best_only=True.
Fails: keeps_the_best_weights_on_disk
"""

import keras

from fashionlab import solves, training


@solves(training.make_callbacks)
def make_callbacks(path, *, patience=5):
    if patience < 1:
        raise ValueError("patience must be at least 1")
    return [
        keras.callbacks.ModelCheckpoint(
            path, monitor="val_loss", save_weights_only=True
        ),
        keras.callbacks.EarlyStopping(
            monitor="val_loss", patience=patience, restore_best_weights=True
        ),
    ]
