"""Maps a function of images and labels also where there are no labels.

Hint: Without labels an element is a batch of images alone; a function of two parameters fails on it.
Fails: preprocesses_images_alone
"""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    dataset = tf.data.Dataset.from_tensor_slices(images if labels is None else (images, labels))
    if shuffle:
        dataset = dataset.shuffle(len(images), seed=seed)
    dataset = dataset.batch(batch_size)
    if preprocess is not None:
        dataset = dataset.map(lambda x, y: (preprocess(x), y))
    return dataset.prefetch(tf.data.AUTOTUNE)
