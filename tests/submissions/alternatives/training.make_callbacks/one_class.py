"""One callback of its own that does everything."""

import keras

from fashionlab import solves, training


class Watch(keras.callbacks.Callback):
    def __init__(self, path, patience):
        super().__init__()
        self.path = path
        self.patience = patience

    def on_train_begin(self, logs=None):
        self.lowest = float("inf")
        self.weights = None
        self.bad = 0

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.lowest:
            self.lowest = logs["val_loss"]
            self.weights = [w.copy() for w in self.model.get_weights()]
            self.model.save_weights(self.path)
            self.bad = 0
        else:
            self.bad += 1
            self.model.stop_training = self.bad >= self.patience

    def on_train_end(self, logs=None):
        if self.weights is not None:
            self.model.set_weights(self.weights)


@solves(training.make_callbacks)
def make_callbacks(path, *, patience=5):
    if patience < 1:
        raise ValueError("patience must be 1 or more")
    return [Watch(path, patience)]
