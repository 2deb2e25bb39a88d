"""Makes pairs also when there are no labels.

Hint: from_tensor_slices((images, None)) makes pairs with None. Without labels, pass images alone.
Fails: works_without_labels, preprocesses_images_alone
"""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    ds = tf.data.Dataset.from_tensor_slices((images, labels))
    if shuffle:
        ds = ds.shuffle(len(images), seed=seed)
    ds = ds.batch(batch_size)
    if preprocess is not None:
        ds = ds.map(lambda x, y: (preprocess(x), y))
    return ds.prefetch(tf.data.AUTOTUNE)
