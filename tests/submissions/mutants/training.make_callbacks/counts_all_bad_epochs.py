"""Never starts the count anew after a better epoch.

Hint: patience counts epochs in a row. A better epoch sets the count back to 0.
Fails: stops_when_patience_runs_out
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
            self.lowest = logs["val_loss"]
            self.weights = self.model.get_weights()
            self.model.save_weights(self.path)
        else:
            self.bad += 1
            if self.bad >= self.patience:
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        self.model.set_weights(self.weights)


@solves(training.make_callbacks)
def make_callbacks(path, *, patience=5):
    if patience < 1:
        raise ValueError("patience must be at least 1")
    return [Watch(path, patience)]
