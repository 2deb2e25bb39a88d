"""Asks for an improvement of a ten-thousandth.

Hint: By however little it is lower, it is better: min_delta stays 0.
Fails: counts_small_improvements
"""

import keras

from fashionlab import solves, training


@solves(training.make_callbacks)
def make_callbacks(path, *, patience=5):
    if patience < 1:
        raise ValueError("patience")
    return [
        keras.callbacks.ModelCheckpoint(path, save_best_only=True, save_weights_only=True),
        keras.callbacks.EarlyStopping(
            "val_loss", patience=patience, min_delta=1e-4, restore_best_weights=True
        ),
    ]
