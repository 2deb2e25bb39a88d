"""Writes the file once, when training ends.

Hint: A crash in the middle leaves nothing. Save after every epoch that is better.
Fails: keeps_the_best_weights_on_disk
"""

import keras

from fashionlab import solves, training


class Watch(keras.callbacks.Callback):
    def __init__(self, path, patience):
        super().__init__()
        self.path, self.patience = path, patience
        self.lowest, self.bad = float("inf"), 0

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.lowest:
            self.lowest, self.bad = logs["val_loss"], 0
            self.weights = self.model.get_weights()
        else:
            self.bad += 1
            if self.bad >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        self.model.set_weights(self.weights)
        self.model.save_weights(self.path)


@solves(training.make_callbacks)
def make_callbacks(path, *, patience=5):
    if patience < 1:
        raise ValueError("patience must be at least 1")
    return [Watch(path, patience)]
