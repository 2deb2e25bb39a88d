"""Always waits 5 epochs.

Hint: patience is a parameter; 5 is only its default.
Fails: stops_when_patience_runs_out
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
            monitor="val_loss", patience=5, restore_best_weights=True
        ),
    ]
