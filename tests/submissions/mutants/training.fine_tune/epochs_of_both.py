"""The second phase is as long as both together.

Hint: fit counts from 0 in each call, unless initial_epoch says otherwise: epochs=epochs[1].
Fails: tells_the_loss_of_every_epoch, the_second_phase_takes_small_steps
"""

import keras

from fashionlab import solves, training


@solves(training.fine_tune)
def fine_tune(model, thaw, batches, *, epochs=(2, 3), learning_rates=(1e-2, 1e-5)):
    if not learning_rates[1] < learning_rates[0]:
        raise ValueError(f"learning_rates={learning_rates!r}")
    loss = "sparse_categorical_crossentropy"
    model.compile(optimizer=keras.optimizers.Adam(learning_rates[0]), loss=loss, jit_compile=False)
    first = model.fit(batches, epochs=epochs[0], shuffle=False, verbose=0).history["loss"]
    thaw()
    model.compile(optimizer=keras.optimizers.Adam(learning_rates[1]), loss=loss, jit_compile=False)
    second = model.fit(batches, epochs=sum(epochs), shuffle=False, verbose=0).history["loss"]
    return first + second
