"""Two datasets zipped, prefetch last."""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    dataset = tf.data.Dataset.from_tensor_slices(images)
    if labels is not None:
        dataset = tf.data.Dataset.zip((dataset, tf.data.Dataset.from_tensor_slices(labels)))
    dataset = dataset.cache()
    if shuffle:
        dataset = dataset.shuffle(images.shape[0], seed)
    dataset = dataset.batch(batch_size)
    if preprocess:
        if labels is None:
            dataset = dataset.map(lambda x: preprocess(x))
        else:
            dataset = dataset.map(lambda x, y: (preprocess(x), y))
    return dataset.prefetch(2)
