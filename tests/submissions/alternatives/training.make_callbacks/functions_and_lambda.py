"""Plain functions around a dict, in a LambdaCallback; it finds the model by EarlyStopping."""

import keras
import numpy as np

from fashionlab import solves, training


@solves(training.make_callbacks)
def make_callbacks(path, *, patience=5):
    if patience < 1:
        raise ValueError("patience")
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True)
    best = {"val_loss": np.inf}

    def save_if_better(epoch, logs):
        if logs["val_loss"] < best["val_loss"]:
            best["val_loss"] = logs["val_loss"]
            stop.model.save_weights(path, overwrite=True)

    return [stop, keras.callbacks.LambdaCallback(on_epoch_end=save_if_better)]
