"""The whole model is made trainable in the second phase.

Hint: thaw decides what learns. model.trainable = True thaws all of the base.
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
    for layer in model.layers:
        layer.trainable = False
        layer.trainable = True
    model.compile(optimizer=keras.optimizers.Adam(learning_rates[1]), loss=loss, jit_compile=False)
    second = model.fit(batches, epochs=epochs[1], shuffle=False, verbose=0).history["loss"]
    return first + second
