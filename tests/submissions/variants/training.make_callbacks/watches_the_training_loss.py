"""Settings in a dict, with the wrong loss in it."""

import keras

from fashionlab import solves, training


@solves(training.make_callbacks)
def make_callbacks(path, *, patience=5):
    if patience < 1:
        raise ValueError("too impatient")
    both = dict(monitor="loss", mode="min", verbose=0)
    made = [keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True, **both)]
    made.append(
        keras.callbacks.ModelCheckpoint(path, save_best_only=True, save_weights_only=True, **both)
    )
    return made
