"""Two gamma draws make a beta draw; tensors come back."""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.mixup)
def mixup(images, labels, *, alpha=0.2, seed=0):
    if alpha <= 0:
        raise ValueError("alpha must be above 0")
    n = tf.shape(images)[0]
    gamma = tf.random.stateless_gamma((2, n), (seed, 0), alpha, dtype=tf.float64)
    share = tf.cast(gamma[0] / (gamma[0] + gamma[1]), tf.float32)
    order = tf.argsort(tf.random.stateless_uniform((n,), (seed, 1)))
    part = share[:, None, None, None]
    mixed = part * images + (1 - part) * tf.gather(images, order)
    part = share[:, None]
    return mixed, part * labels + (1 - part) * tf.gather(labels, order)
