"""Counts by itself and stops when the count is above patience."""

import keras

from fashionlab import solves, training


class Stop(keras.callbacks.Callback):
    def __init__(self, patience):
        super().__init__()
        self.patience = patience

    def on_train_begin(self, logs=None):
        self.losses = []

    def on_epoch_end(self, epoch, logs=None):
        self.losses.append(logs["val_loss"])
        best = self.losses.index(min(self.losses))
        if best == epoch:
            self.kept = self.model.get_weights()
        if epoch - best > self.patience:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        self.model.set_weights(self.kept)


@solves(training.make_callbacks)
def make_callbacks(path, *, patience=5):
    if patience < 1:
        raise ValueError("patience")
    keep = keras.callbacks.ModelCheckpoint(path, save_best_only=True, save_weights_only=True)
    return [keep, Stop(patience)]
