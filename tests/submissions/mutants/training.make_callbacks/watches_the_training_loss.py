"""Watches the training loss.

Hint: The training loss falls as long as one trains. What counts is the loss on other examples: val_loss.
Fails: watches_the_validation_loss
"""

import keras

from fashionlab import solves, training


@solves(training.make_callbacks)
def make_callbacks(path, *, patience=5):
    if patience < 1:
        raise ValueError("patience must be at least 1")
    return [
        keras.callbacks.ModelCheckpoint(
            path, monitor="loss", save_best_only=True, save_weights_only=True
        ),
        keras.callbacks.EarlyStopping(
            monitor="loss", patience=patience, restore_best_weights=True
        ),
    ]
