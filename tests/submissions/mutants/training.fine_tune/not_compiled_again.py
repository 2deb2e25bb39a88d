"""The model is not compiled again; only the rate is set.

Hint: fit goes on with what was trainable when the first fit began, and says nothing. Compile after
thaw().
Fails: the_second_phase_takes_small_steps, the_thawed_top_learns
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
    model.optimizer.learning_rate = learning_rates[1]
    second = model.fit(batches, epochs=epochs[1], shuffle=False, verbose=0).history["loss"]
    return first + second
