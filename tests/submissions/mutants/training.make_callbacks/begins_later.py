"""Does not look at the first epochs.

Hint: The first epoch may be the best: start_from_epoch stays 0.
Fails: the_first_epoch_may_be_the_best
"""

import keras

from fashionlab import training, solves


@solves(training.make_callbacks)
def make_callbacks(path, *, patience=5):
    if patience < 1:
        raise ValueError("patience")
    return [
        keras.callbacks.ModelCheckpoint(path, save_best_only=True, save_weights_only=True),
        keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True, start_from_epoch=2),
    ]
