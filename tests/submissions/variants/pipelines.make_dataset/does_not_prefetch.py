"""Does everything that was asked for up to the last step, getting ready in advance."""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    tensors = images if labels is None else (images, labels)
    stream = tf.data.Dataset.from_tensor_slices(tensors)
    if shuffle:
        stream = stream.shuffle(len(images), seed=seed)
    stream = stream.batch(batch_size)

    def prepare(x, y=None):
        x = preprocess(x)
        return x if y is None else (x, y)

    if preprocess is not None:
        stream = stream.map(prepare)
    return stream
