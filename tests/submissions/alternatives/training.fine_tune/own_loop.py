"""A loop of its own over the batches, without fit."""

import keras
import tensorflow as tf

from fashionlab import solves, training


@solves(training.fine_tune)
def fine_tune(model, thaw, batches, *, epochs=(2, 3), learning_rates=(1e-2, 1e-5)):
    if learning_rates[1] >= learning_rates[0]:
        raise ValueError("no smaller rate")
    losses = []
    for phase, (count, rate) in enumerate(zip(epochs, learning_rates, strict=True)):
        if phase == 1:
            thaw()
        optimizer = keras.optimizers.Adam(rate)
        for _ in range(count):
            in_epoch = []
            for images, labels in batches:
                with tf.GradientTape() as tape:
                    rows = model(images, training=True)
                    loss = tf.reduce_mean(
                        keras.losses.sparse_categorical_crossentropy(labels, rows)
                    )
                slopes = tape.gradient(loss, model.trainable_variables)
                optimizer.apply_gradients(zip(slopes, model.trainable_variables, strict=True))
                in_epoch.append(float(loss))
            losses.append(sum(in_epoch) / len(in_epoch))
    return losses
