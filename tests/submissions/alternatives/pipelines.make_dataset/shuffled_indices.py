"""Only indices are shuffled; images are gathered batch by batch."""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    all_images = tf.constant(images)
    all_labels = None if labels is None else tf.constant(labels)
    indices = tf.data.Dataset.range(len(images))
    if shuffle:
        indices = indices.shuffle(len(images), seed=seed)

    def fetch(batch):
        x = tf.gather(all_images, batch)
        x = x if preprocess is None else preprocess(x)
        return x if all_labels is None else (x, tf.gather(all_labels, batch))

    return indices.batch(batch_size).map(fetch).prefetch(buffer_size=1)
