"""AUTOTUNE everywhere, deterministic options, a mapped function with a star."""

import tensorflow as tf

from fashionlab import pipelines, solves

AUTO = tf.data.AUTOTUNE


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    inputs = (images,) if labels is None else (images, labels)
    ds = tf.data.Dataset.from_tensor_slices(inputs)
    if shuffle:
        ds = ds.shuffle(
            buffer_size=ds.cardinality(), seed=seed, reshuffle_each_iteration=True
        )
    ds = ds.batch(batch_size, drop_remainder=False, num_parallel_calls=AUTO)

    def finish(x, *y):
        if preprocess is not None:
            x = preprocess(x)
        return (x, *y) if y else x

    options = tf.data.Options()
    options.deterministic = True
    return ds.map(finish, num_parallel_calls=AUTO).with_options(options).prefetch(AUTO)
