"""Takes seed 0, which counts as False, for no seed.

Hint: 0 is a seed like any other. `if seed` and `seed or None` throw it away; pass the seed as it is.
Fails: seed_decides_the_orders
"""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    dataset = tf.data.Dataset.from_tensor_slices(images if labels is None else (images, labels))
    if shuffle:
        dataset = dataset.shuffle(len(images), seed=seed or None)
    dataset = dataset.batch(batch_size)
    if preprocess is not None:
        if labels is None:
            dataset = dataset.map(preprocess)
        else:
            dataset = dataset.map(lambda batch, answers: (preprocess(batch), answers))
    return dataset.prefetch(tf.data.AUTOTUNE)
