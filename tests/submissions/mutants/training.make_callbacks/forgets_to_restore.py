"""Stops, and leaves the model with the weights of the last epoch.

Hint: The last epochs were the ones that were not better. restore_best_weights=True puts the best weights back.
Fails: ends_with_the_best_weights, ends_with_the_best_weights_when_not_stopped
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
            monitor="val_loss", patience=patience
        ),
    ]
