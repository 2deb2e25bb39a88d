"""Invents labels where there are none.

Hint: Without labels the dataset has images alone.
Fails: works_without_labels
"""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    if labels is None:
        labels = tf.zeros(len(images), tf.int32)
    dataset = tf.data.Dataset.from_tensor_slices(images if labels is None else (images, labels))
    if shuffle:
        dataset = dataset.shuffle(len(images), seed=seed)
    dataset = dataset.batch(batch_size)
    if preprocess is not None:
        dataset = dataset.map(lambda x, y: (preprocess(x), y))
    return dataset.prefetch(tf.data.AUTOTUNE)
