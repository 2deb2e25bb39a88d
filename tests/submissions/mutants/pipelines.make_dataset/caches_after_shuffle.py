"""Caches the shuffled batches, so that every epoch repeats the first.

Hint: cache keeps what comes out of it the first time. Before shuffle it saves work, after it freezes the order.
Fails: mixes_anew_in_every_epoch
"""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    dataset = tf.data.Dataset.from_tensor_slices(images if labels is None else (images, labels))
    if shuffle:
        dataset = dataset.shuffle(len(images), seed=seed)
    dataset = dataset.batch(batch_size)
    dataset = dataset.cache()
    if preprocess is not None and labels is None:
        dataset = dataset.map(preprocess)
    elif preprocess is not None:
        dataset = dataset.map(lambda x, y: (preprocess(x), y))
    return dataset.prefetch(tf.data.AUTOTUNE)
