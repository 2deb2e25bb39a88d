"""Each epoch is a call of fit of its own; compiled before the thaw."""

import keras

from fashionlab import solves, training


@solves(training.fine_tune)
def fine_tune(model, thaw, batches, *, epochs=(2, 3), learning_rates=(1e-2, 1e-5)):
    if not learning_rates[0] > learning_rates[1]:
        raise ValueError("Expected smaller steps in the second phase.")
    losses = []
    for phase in (0, 1):
        optimizer = keras.optimizers.Adam()
        optimizer.learning_rate = learning_rates[phase]
        model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy")
        if phase:
            thaw()
        for _ in range(epochs[phase]):
            history = model.fit(batches, verbose=0, shuffle=False)
            losses.extend(history.history["loss"])
    return losses
