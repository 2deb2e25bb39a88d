"""A helper that knows only the first rate."""

import keras

from fashionlab import solves, training


@solves(training.fine_tune)
def fine_tune(model, thaw, batches, *, epochs=(2, 3), learning_rates=(1e-2, 1e-5)):
    rate, small = learning_rates
    if small >= rate:
        raise ValueError("The second rate must be smaller.")

    def train(count):
        model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
        return list(model.fit(batches, epochs=count, verbose=0).history["loss"])

    losses = train(epochs[0])
    thaw()
    return losses + train(epochs[1])
