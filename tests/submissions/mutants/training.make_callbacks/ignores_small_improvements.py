"""Asks for an improvement of at least 0.001.

Hint: Any lower loss is better, by however little. min_delta stays 0.
Fails: counts_small_improvements
"""

import keras

from fashionlab import solves, training


@solves(training.make_callbacks)
def make_callbacks(path, *, patience=5):
    if patience < 1:
        raise ValueError("patience must be at least 1")
    return [
        keras.callbacks.ModelCheckpoint(
            path, monitor="val_loss", save_best_only=True, save_weights_only=True
        ),
        keras.callbacks.EarlyStopping(
            monitor="val_loss", min_delta=1e-3, patience=patience, restore_best_weights=True
        ),
    ]
