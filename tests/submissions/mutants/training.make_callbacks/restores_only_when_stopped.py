"""Puts the best weights back only when training is stopped early.

Hint: Training can also go through all its epochs. Do it in on_train_end, which is called in both cases.
Fails: ends_with_the_best_weights_when_not_stopped
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
            self.model.save_weights(self.path)
        else:
            self.bad += 1
            if self.bad >= self.patience:
                self.model.stop_training = True
                self.model.set_weights(self.weights)


@solves(training.make_callbacks)
def make_callbacks(path, *, patience=5):
    if patience < 1:
        raise ValueError("patience must be at least 1")
    return [Watch(path, patience)]
