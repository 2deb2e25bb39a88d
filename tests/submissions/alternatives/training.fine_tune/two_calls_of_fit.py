"""The two phases one after the other, written out."""

import keras

from fashionlab import solves, training


@solves(training.fine_tune)
def fine_tune(model, thaw, batches, *, epochs=(2, 3), learning_rates=(1e-2, 1e-5)):
    if learning_rates[1] >= learning_rates[0]:
        raise ValueError("The second learning rate must be smaller.")
    model.compile(
        keras.optimizers.Adam(learning_rate=learning_rates[0]), "sparse_categorical_crossentropy"
    )
    first = model.fit(batches, epochs=epochs[0], verbose=0)
    thaw()
    model.compile(
        keras.optimizers.Adam(learning_rate=learning_rates[1]), "sparse_categorical_crossentropy"
    )
    second = model.fit(batches, epochs=epochs[1], verbose=0)
    return first.history["loss"] + second.history["loss"]
