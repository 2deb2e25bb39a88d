"""Keeps the best weights in memory only.

Hint: A crash takes the memory away. ModelCheckpoint writes to disk.
Fails: keeps_the_best_weights_on_disk
"""

import keras

from fashionlab import solves, training


@solves(training.make_callbacks)
def make_callbacks(path, *, patience=5):
    if patience < 1:
        raise ValueError("patience must be at least 1")
    return [
        keras.callbacks.EarlyStopping(
            monitor="val_loss", patience=patience, restore_best_weights=True
        ),
    ]
