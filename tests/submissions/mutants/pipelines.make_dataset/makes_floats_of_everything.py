"""Makes floats of all images before they are put into batches.

Hint: Then the whole set is held as floats, in four times the memory. preprocess makes floats batch by batch.
Fails: serves_images_as_they_are_stored
"""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    images = images.astype("float32")
    dataset = tf.data.Dataset.from_tensor_slices(images if labels is None else (images, labels))
    if shuffle:
        dataset = dataset.shuffle(len(images), seed=seed)
    dataset = dataset.batch(batch_size)
    if preprocess is not None:
        if labels is None:
            dataset = dataset.map(preprocess)
        else:
            dataset = dataset.map(lambda batch, answers: (preprocess(batch), answers))
    return dataset.prefetch(tf.data.AUTOTUNE)
