"""The second phase goes on counting; accuracy is measured, too; NumPy numbers."""

import keras
import numpy as np

from fashionlab import solves, training


@solves(training.fine_tune)
def fine_tune(model, thaw, batches, *, epochs=(2, 3), learning_rates=(1e-2, 1e-5)):
    rate, small = learning_rates
    if rate <= small:
        raise ValueError(f"Received: {learning_rates}")

    def compiled(rate):
        model.compile(
            optimizer=keras.optimizers.Adam(rate),
            loss=keras.losses.SparseCategoricalCrossentropy(),
            metrics=["accuracy"],
        )

    compiled(rate)
    losses = np.array(model.fit(batches, epochs=epochs[0], verbose=0).history["loss"])
    thaw()
    compiled(small)
    history = model.fit(batches, epochs=sum(epochs), initial_epoch=epochs[0], verbose=0)
    return np.concatenate([losses, history.history["loss"]])
