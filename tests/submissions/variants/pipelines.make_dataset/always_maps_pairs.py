"""Writes the preprocessing step for pairs and uses it for images alone as well."""

import tensorflow as tf

from fashionlab import pipelines, solves


def with_preprocessing(function):
    def step(image_batch, label_batch):
        return function(image_batch), label_batch

    return step


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    if labels is None:
        ds = tf.data.Dataset.from_tensor_slices(images)
    else:
        ds = tf.data.Dataset.from_tensor_slices((images, labels))
    if shuffle:
        ds = ds.shuffle(ds.cardinality(), seed=seed)
    ds = ds.batch(batch_size)
    if preprocess is not None:
        ds = ds.map(with_preprocessing(preprocess))
    return ds.prefetch(2)
