"""Prepares ahead in one of two branches only.

Hint: The branch with labels is the one that training uses. It needs prefetch as well.
Fails: prepares_the_next_batch
"""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    if labels is None:
        dataset = tf.data.Dataset.from_tensor_slices(images)
        if shuffle:
            dataset = dataset.shuffle(len(images), seed=seed)
        dataset = dataset.batch(batch_size)
        if preprocess is not None:
            dataset = dataset.map(preprocess)
        return dataset.prefetch(tf.data.AUTOTUNE)
    dataset = tf.data.Dataset.from_tensor_slices((images, labels))
    if shuffle:
        dataset = dataset.shuffle(len(images), seed=seed)
    dataset = dataset.batch(batch_size)
    if preprocess is not None:
        dataset = dataset.map(lambda batch, answers: (preprocess(batch), answers))
    return dataset
