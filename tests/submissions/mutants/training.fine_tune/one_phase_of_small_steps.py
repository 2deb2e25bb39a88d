"""Thawed at once, everything is trained in small steps.

Hint: With small steps the head hardly learns. It needs a first phase of its own.
Fails: tells_the_loss_of_every_epoch, the_head_learns_first, the_second_phase_takes_small_steps
"""

import keras

from fashionlab import solves, training


@solves(training.fine_tune)
def fine_tune(model, thaw, batches, *, epochs=(2, 3), learning_rates=(1e-2, 1e-5)):
    if not learning_rates[1] < learning_rates[0]:
        raise ValueError(f"learning_rates={learning_rates!r}")
    thaw()
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rates[1]), loss="sparse_categorical_crossentropy"
    )
    return model.fit(batches, epochs=sum(epochs), shuffle=False, verbose=0).history["loss"]
