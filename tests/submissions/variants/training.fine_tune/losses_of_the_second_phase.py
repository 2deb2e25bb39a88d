"""The list is overwritten in the loop."""

import keras

from fashionlab import solves, training


@solves(training.fine_tune)
def fine_tune(model, thaw, batches, *, epochs=(2, 3), learning_rates=(1e-2, 1e-5)):
    if learning_rates[1] >= learning_rates[0]:
        raise ValueError("The second rate must be smaller.")
    for phase in range(2):
        if phase == 1:
            thaw()
        model.compile(
            optimizer=keras.optimizers.Adam(learning_rates[phase]),
            loss="sparse_categorical_crossentropy",
        )
        losses = model.fit(batches, epochs=epochs[phase], verbose=0).history["loss"]
    return losses
