"""TensorFlow from end to end: a tensor comes back."""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.augment)
def augment(images, *, flip=True, shift=2, seed=0):
    if shift < 0:
        raise ValueError("a negative shift")
    batch = tf.convert_to_tensor(images)
    grey = len(batch.shape) == 3
    if grey:
        batch = batch[..., None]
    n, height, width = batch.shape[:3]
    if flip:
        coins = tf.random.stateless_uniform((n, 1, 1, 1), (seed, 1)) < 0.5
        batch = tf.where(coins, tf.image.flip_left_right(batch), batch)
    steps = tf.random.stateless_uniform((n, 2), (seed, 2), 0, 2 * shift + 1, dtype=tf.int32)
    batch = tf.pad(batch, [[0, 0], [shift, shift], [shift, shift], [0, 0]])
    windows = [
        tf.image.crop_to_bounding_box(image, int(top), int(left), height, width)
        for image, (top, left) in zip(batch, steps, strict=True)
    ]
    moved = tf.stack(windows)
    return moved[..., 0] if grey else moved
