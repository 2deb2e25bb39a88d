"""A Python generator of batches that permutes anew in every epoch."""

import numpy as np
import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    epoch = 0

    def batches():
        nonlocal epoch
        order = np.arange(len(images))
        if shuffle:
            order = np.random.default_rng([seed, epoch]).permutation(len(images))
            epoch += 1
        for start in range(0, len(order), batch_size):
            chosen = order[start : start + batch_size]
            yield images[chosen] if labels is None else (images[chosen], labels[chosen])

    def spec(array):
        return tf.TensorSpec((None, *array.shape[1:]), array.dtype)

    signature = spec(images) if labels is None else (spec(images), spec(labels))
    dataset = tf.data.Dataset.from_generator(batches, output_signature=signature)
    if preprocess is not None:
        if labels is None:
            dataset = dataset.map(preprocess)
        else:
            dataset = dataset.map(lambda x, y: (preprocess(x), y))
    return dataset.prefetch(tf.data.AUTOTUNE)
