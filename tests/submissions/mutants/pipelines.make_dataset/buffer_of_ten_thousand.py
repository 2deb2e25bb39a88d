"""Shuffles with a fixed buffer of 10,000, which is too small for larger sets.

Hint: The buffer must hold all images, however many: len(images).
Fails: mixes_all_images
"""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    dataset = tf.data.Dataset.from_tensor_slices(images if labels is None else (images, labels))
    if shuffle:
        dataset = dataset.shuffle(10_000, seed=seed)
    dataset = dataset.batch(batch_size)
    if preprocess is not None and labels is None:
        dataset = dataset.map(preprocess)
    elif preprocess is not None:
        dataset = dataset.map(lambda x, y: (preprocess(x), y))
    return dataset.prefetch(tf.data.AUTOTUNE)
