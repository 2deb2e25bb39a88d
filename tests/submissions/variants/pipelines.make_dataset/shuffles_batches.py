"""Cuts the batches first and then mixes the whole batches."""

import math

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    has_labels = labels is not None
    dataset = tf.data.Dataset.from_tensor_slices((images, labels) if has_labels else images)
    dataset = dataset.batch(batch_size)
    if shuffle:
        number_of_batches = math.ceil(len(images) / batch_size)
        dataset = dataset.shuffle(number_of_batches, seed=seed)
    if preprocess is not None:
        if has_labels:
            dataset = dataset.map(lambda x, y: (preprocess(x), y))
        else:
            dataset = dataset.map(preprocess)
    return dataset.prefetch(tf.data.AUTOTUNE)
