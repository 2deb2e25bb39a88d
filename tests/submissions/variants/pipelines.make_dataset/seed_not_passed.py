"""Mixes all images in every epoch and leaves the seed unused."""

import numpy as np
import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    # only the positions are mixed, the images are fetched later
    positions = tf.data.Dataset.from_tensor_slices(np.arange(len(images)))
    if shuffle:
        positions = positions.shuffle(len(images), reshuffle_each_iteration=True)

    all_images = tf.convert_to_tensor(images)
    all_labels = None if labels is None else tf.convert_to_tensor(labels)

    def load(where):
        batch = tf.gather(all_images, where)
        if preprocess is not None:
            batch = preprocess(batch)
        if all_labels is None:
            return batch
        return batch, tf.gather(all_labels, where)

    return positions.batch(batch_size).map(load).prefetch(tf.data.AUTOTUNE)
