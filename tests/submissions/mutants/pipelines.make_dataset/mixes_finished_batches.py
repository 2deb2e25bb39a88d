"""Mixes the arrays once, and from then on whole batches.

Hint: Images that share a batch once share it for ever. Shuffle images, then batch them.
Fails: mixes_anew_in_every_epoch
"""

import numpy as np
import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    if shuffle:
        order = np.random.default_rng(seed).permutation(len(images))
        images = images[order]
        labels = None if labels is None else labels[order]
    dataset = tf.data.Dataset.from_tensor_slices(images if labels is None else (images, labels))
    dataset = dataset.batch(batch_size)
    if shuffle:
        dataset = dataset.shuffle(len(images), seed=seed)
    if preprocess is not None:
        if labels is None:
            dataset = dataset.map(preprocess)
        else:
            dataset = dataset.map(lambda batch, answers: (preprocess(batch), answers))
    return dataset.prefetch(tf.data.AUTOTUNE)
