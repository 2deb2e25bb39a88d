"""Shuffles images and labels in two datasets of their own.

Hint: After that no image has its own label. Make pairs first, then shuffle.
Fails: mixes_all_images
"""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    dataset = tf.data.Dataset.from_tensor_slices(images)
    if shuffle:
        dataset = dataset.shuffle(len(images), seed=seed)
    if labels is not None:
        targets = tf.data.Dataset.from_tensor_slices(labels)
        if shuffle:
            targets = targets.shuffle(len(images), seed=seed + 1)
        dataset = tf.data.Dataset.zip((dataset, targets))
    dataset = dataset.batch(batch_size)
    if preprocess is not None and labels is None:
        dataset = dataset.map(preprocess)
    elif preprocess is not None:
        dataset = dataset.map(lambda x, y: (preprocess(x), y))
    return dataset.prefetch(tf.data.AUTOTUNE)
