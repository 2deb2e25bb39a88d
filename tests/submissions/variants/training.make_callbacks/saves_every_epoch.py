"""A callback of its own that writes each time."""

import keras

from fashionlab import solves, training


class Save(keras.callbacks.Callback):
    def __init__(self, path):
        super().__init__()
        self.path = path

    def on_epoch_end(self, epoch, logs=None):
        self.model.save_weights(self.path)


@solves(training.make_callbacks)
def make_callbacks(path, *, patience=5):
    if patience <= 0:
        raise ValueError("patience")
    return [
        keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True),
        Save(path),
    ]
