"""Also stops on nan and lowers the rate on a plateau; a tuple of callbacks."""

import keras

from fashionlab import solves, training


@solves(training.make_callbacks)
def make_callbacks(path, *, patience=5):
    if patience <= 0:
        raise ValueError("patience has to be positive")
    watch = {"monitor": "val_loss", "mode": "min"}
    return (
        keras.callbacks.TerminateOnNaN(),
        keras.callbacks.ReduceLROnPlateau(factor=0.5, patience=2, **watch),
        keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True, **watch),
        keras.callbacks.ModelCheckpoint(
            filepath=path, save_best_only=True, save_weights_only=True, **watch
        ),
    )
