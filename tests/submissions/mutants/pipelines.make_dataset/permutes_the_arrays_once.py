"""Permutes the arrays with NumPy before making the dataset.

Hint: The order is the same in every epoch then. `shuffle` of tf.data mixes anew each time.
Fails: mixes_anew_in_every_epoch
"""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    import numpy as np

    if shuffle:
        order = np.random.default_rng(seed).permutation(len(images))
        images = images[order]
        labels = None if labels is None else labels[order]
    dataset = tf.data.Dataset.from_tensor_slices(images if labels is None else (images, labels))
    dataset = dataset.batch(batch_size)
    if preprocess is not None and labels is None:
        dataset = dataset.map(preprocess)
    elif preprocess is not None:
        dataset = dataset.map(lambda x, y: (preprocess(x), y))
    return dataset.prefetch(tf.data.AUTOTUNE)
