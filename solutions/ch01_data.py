# %% [markdown]
# # Images as tensors
#
# A picture of a shirt is 784 numbers. Before a network can learn from 50,000
# of them, they must have the right scale, the right shape, honest labels and
# a place in a batch. You write the four functions that do this. Each is part
# of the library `fashionlab`; what later chapters use of it runs on **your** versions.
#
# How an exercise works:
#
# 1. Read the text between the `"""` marks. It says exactly what goes in and
#    what comes out.
# 2. Replace the line `raise NotImplementedError()` with your own code and run
#    the cell.
# 3. Run the `check` cell below it. It says what is right and what is not.

# %%
import fashionlab

fashionlab.start("ch01_data")

import numpy as np

from fashionlab import check, data, pipelines, plots, solves

# %% [markdown]
# ## The data
#
# `data.load` gives three parts. You learn from `train`, you choose with
# `validation`, and the test part stays sealed until the very end.

# %%
dataset = data.load(data.best_available())
print("Data set:", dataset.name)
print("Training images:", dataset.train.images.shape, dataset.train.images.dtype)
print("Training labels:", dataset.train.labels.shape, dataset.train.labels.dtype)

# %%
first = [int(np.flatnonzero(dataset.train.labels == label)[0]) for label in range(10)]
plots.show_images(dataset.train.images[first], dataset.class_names)

# %% [markdown]
# ## 1. Scale and shape
#
# A stored pixel is a whole number from 0 to 255. Networks learn best from
# numbers around 1, so we divide by 255. Keras also wants to know how many
# *channels* a picture has: one for grey, three for red, green and blue. A
# grey picture of shape (28, 28) becomes (28, 28, 1).


# %% task
@solves(pipelines.normalize)
def normalize(images):
    ### BEGIN SOLUTION
    scaled = images.astype(np.float32) / 255
    if scaled.ndim == 3:
        scaled = scaled[..., np.newaxis]
    return scaled
    ### END SOLUTION


# %% check
check(pipelines.normalize)

# %% [markdown]
# **Predict, then run:** what are the smallest and the largest number now?

# %%
tensor = pipelines.normalize(dataset.train.images[:1000])
print(tensor.shape, tensor.dtype, tensor.min(), tensor.max())

# %% [markdown]
# ## 2. Labels as rows
#
# Label 3 is not "three times" label 1; it is another drawer in the wardrobe.
# A *one-hot* row says so: ten numbers, nine of them 0, and a 1 in the drawer
# that is meant.


# %% task
@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    ### BEGIN SOLUTION
    labels = np.asarray(labels)
    if labels.min() < 0 or labels.max() >= num_classes:
        raise ValueError(
            f"Expected labels from 0 to {num_classes - 1}. "
            f"Received: labels from {labels.min()} to {labels.max()}."
        )
    rows = np.zeros((len(labels), num_classes), dtype=np.float32)
    rows[np.arange(len(labels)), labels] = 1
    return rows
    ### END SOLUTION


# %% check
check(pipelines.one_hot)

# %%
pipelines.one_hot(dataset.train.labels[:5])

# %% [markdown]
# ## 3. A small set that is fair
#
# Trying things on 50,000 images takes minutes; on 5,000 it takes seconds. But
# if we take the first 5,000, or any 5,000, some classes may be rare. A
# *stratified* subset keeps each class's share.


# %% task
@solves(data.stratified_subset)
def stratified_subset(images, labels, size, *, seed=0):
    ### BEGIN SOLUTION
    if not 0 < size < len(labels):
        raise ValueError(f"Expected a size from 1 to {len(labels) - 1}. Received: size={size}.")
    rng = np.random.default_rng(seed)
    classes, counts = np.unique(labels, return_counts=True)
    exact = size * counts / len(labels)
    wanted = np.floor(exact).astype(int)
    # The places that rounding down left free go to the largest remainders.
    free = size - wanted.sum()
    wanted[np.argsort(wanted - exact)[:free]] += 1
    chosen = [
        rng.choice(np.flatnonzero(labels == class_), count, replace=False)
        for class_, count in zip(classes, wanted)
    ]
    indices = rng.permutation(np.concatenate(chosen))
    return images[indices], labels[indices]
    ### END SOLUTION


# %% check
check(data.stratified_subset)

# %%
small_images, small_labels = data.stratified_subset(
    dataset.train.images, dataset.train.labels, 5000, seed=1
)
print("Images of each class:", np.bincount(small_labels))

# %% [markdown]
# ## 4. A stream of batches
#
# A network learns from a *batch* of images at a time, 64 for example. A
# `tf.data.Dataset` serves them one after another, mixed anew in every
# *epoch* (one pass over all images), and prepares the next batch while the
# network works on the current one.
#
# The methods you need are in the TensorFlow guide under `tf.data.Dataset`:
# `from_tensor_slices`, `shuffle`, `batch`, `map`, `prefetch`. Their order
# matters.


# %% task
@solves(pipelines.make_dataset)
def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
    ### BEGIN SOLUTION
    import tensorflow as tf

    parts = images if labels is None else (images, labels)
    dataset = tf.data.Dataset.from_tensor_slices(parts)
    if shuffle:
        dataset = dataset.shuffle(len(images), seed=seed)
    dataset = dataset.batch(batch_size)
    if preprocess is not None and labels is None:
        dataset = dataset.map(preprocess)
    elif preprocess is not None:
        dataset = dataset.map(lambda batch, targets: (preprocess(batch), targets))
    return dataset.prefetch(1)
    ### END SOLUTION


# %% check
check(pipelines.make_dataset)

# %%
batches = pipelines.make_dataset(
    small_images, small_labels, shuffle=True, preprocess=pipelines.scale_images
)
for images, labels in batches.take(2):
    print(images.shape, images.dtype, labels.numpy()[:8])

# %% [markdown]
# The whole set stays as small whole numbers; only 64 images at a time become
# floats. With large colour images, all of them as floats would not fit into memory.
