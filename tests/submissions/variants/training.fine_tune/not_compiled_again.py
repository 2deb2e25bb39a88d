"""Compiled once, at the beginning."""

import keras

from fashionlab import solves, training


@solves(training.fine_tune)
def fine_tune(model, thaw, batches, *, epochs=(2, 3), learning_rates=(1e-2, 1e-5)):
    if learning_rates[1] >= learning_rates[0]:
        raise ValueError("The second rate must be smaller.")
    optimizer = keras.optimizers.Adam(learning_rate=learning_rates[0])
    model.compile(loss="sparse_categorical_crossentropy", optimizer=optimizer)
    losses = model.fit(batches, epochs=epochs[0], verbose=0).history["loss"]
    thaw()
    optimizer.learning_rate = learning_rates[1]
    return losses + model.fit(batches, epochs=epochs[1], verbose=0).history["loss"]
