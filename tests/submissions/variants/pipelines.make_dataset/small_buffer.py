"""Shuffles with the buffer of 1000 that stands in many tutorials."""

import tensorflow as tf

from fashionlab import pipelines, solves

BUFFER_SIZE = 1000


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    parts = (images,) if labels is None else (images, labels)
    ds = tf.data.Dataset.from_tensor_slices(parts)
    if shuffle:
        ds = ds.shuffle(BUFFER_SIZE, seed=seed)

    def finish(x, *rest):
        if preprocess:
            x = preprocess(x)
        return (x, *rest) if rest else x

    return ds.batch(batch_size).map(finish).prefetch(1)
