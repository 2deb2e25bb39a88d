"""Keras's two callbacks, and a third that reads the file at the end."""

from keras import callbacks

from fashionlab import solves, training


class Reload(callbacks.Callback):
    def __init__(self, path):
        super().__init__()
        self._path = path

    def on_train_end(self, logs=None):
        self.model.load_weights(self._path)


@solves(training.make_callbacks)
def make_callbacks(path, *, patience=5):
    if not patience >= 1:
        raise ValueError(f"patience={patience}")
    best = callbacks.ModelCheckpoint(path, save_best_only=True, save_weights_only=True)
    stop = callbacks.EarlyStopping(patience=patience)
    return [best, stop, Reload(path)]
