"""Applies preprocess to single images, before they are put into batches.

Hint: preprocess expects a batch, shape (batch, height, width). Map after batch.
Fails: preprocesses_batch_by_batch
"""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    dataset = tf.data.Dataset.from_tensor_slices(images if labels is None else (images, labels))
    if shuffle:
        dataset = dataset.shuffle(len(images), seed=seed)
    if preprocess is not None and labels is None:
        dataset = dataset.map(preprocess)
    elif preprocess is not None:
        dataset = dataset.map(lambda x, y: (preprocess(x), y))
    dataset = dataset.batch(batch_size)
    return dataset.prefetch(tf.data.AUTOTUNE)
