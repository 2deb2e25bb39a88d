"""Takes as many batches as fit wholly into the number of images."""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    n = images.shape[0]
    steps_per_epoch = n // batch_size
    ds = tf.data.Dataset.from_tensor_slices(images)
    if labels is not None:
        ds = tf.data.Dataset.zip((ds, tf.data.Dataset.from_tensor_slices(labels)))
    if shuffle:
        ds = ds.shuffle(buffer_size=n, seed=seed, reshuffle_each_iteration=True)
    ds = ds.batch(batch_size).take(steps_per_epoch)
    if preprocess is not None and labels is None:
        ds = ds.map(preprocess)
    elif preprocess is not None:
        ds = ds.map(lambda image, label: (preprocess(image), label))
    return ds.prefetch(tf.data.AUTOTUNE)
