# %% [markdown]
# # Use ImageNet features on a laptop
#
# A network that learned from a million photos comes as a file. You write what it
# takes to use it: images of the right size and colour, in the right scaling; a
# head that learns while the base stays as it is; and a file that keeps features,
# so that the base has to run only once.

# %%
import fashionlab

fashionlab.start("ch08_transfer")

import functools
import os
import pathlib
import tempfile
import time

import keras
import numpy as np

from fashionlab import check, data, evaluation, models, pipelines, solves

dataset = data.load(data.best_available())
train = data.Split(
    *data.stratified_subset(dataset.train.images, dataset.train.labels, 1000, seed=1)
)
validation = data.Split(dataset.validation.images[:1000], dataset.validation.labels[:1000])

# %% [markdown]
# ## 1. Small and grey, large and coloured
#
# The base takes colour images, and larger ones. All images at once would not fit
# into memory: so each batch is made on its way into the base.


# %% task
@solves(pipelines.to_rgb)
def to_rgb(images, image_size):
    ### BEGIN SOLUTION
    scaled = keras.ops.cast(images, "float32")[..., None] / 255.0
    resized = keras.ops.image.resize(
        scaled, (image_size, image_size), interpolation="bilinear", data_format="channels_last"
    )
    # Last, so that one channel is resized and not three.
    return keras.ops.repeat(resized, 3, axis=-1)
    ### END SOLUTION


# %% check
check(pipelines.to_rgb)

# %% [markdown]
# **Predict, then run:** how much memory do all training images take as they are
# stored, and how much as colour images of 224 by 224 pixels?

# %%
pixels = 224 * 224 * 3 * 4  # bytes of an image, four for each float32
print(f"stored: {dataset.train.images.nbytes / 1e6:,.0f} MB")
print(f"as large colour images: {len(dataset.train) * pixels / 1e9:,.1f} GB")

# %% [markdown]
# ## 2. In the scaling that the base knows
#
# Every base was trained on pixels in a scaling of its own. In another one it
# still gives features, without any complaint: not those that it was trained to give.


# %% task
@solves(models.scale_for_base)
def scale_for_base(images, mode):
    ### BEGIN SOLUTION
    if mode == "tf":
        return images * 2.0 - 1.0
    if mode == "torch":
        return (images - np.float32([0.485, 0.456, 0.406])) / np.float32([0.229, 0.224, 0.225])
    if mode == "caffe":
        means = np.float32([103.939, 116.779, 123.68])  # blue, green, red
        return keras.ops.flip(images, axis=-1) * 255.0 - means
    if mode == "none":
        return images * 255.0
    raise ValueError(f"Expected mode to be 'tf', 'torch', 'caffe' or 'none'. Received: {mode!r}.")
    ### END SOLUTION


# %% check
check(models.scale_for_base)

# %% [markdown]
# ## 3. A frozen base, and a head that learns
#
# The base brings millions of numbers that know photos. With a thousand images
# they would only be spoiled. So they stay as they are, and a dense layer learns
# what the features mean.


# %% task
@solves(models.build_frozen_classifier)
def build_frozen_classifier(base, num_classes=10, *, scale=None, dropout_rate=0.2):
    ### BEGIN SOLUTION
    base.trainable = False
    inputs = keras.Input(base.input_shape[1:])
    x = scale(inputs) if scale is not None else inputs
    x = base(x, training=False)
    x = keras.layers.GlobalAveragePooling2D()(x)
    x = keras.layers.Dropout(dropout_rate)(x)
    outputs = keras.layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)
    ### END SOLUTION


# %% check
check(models.build_frozen_classifier)

# %% [markdown]
# The three together, with MobileNet. Its ImageNet weights are taken where they
# are found; without them its numbers are random, and the accuracy shows it.

# %%
NAME = "MobileNet:0.75"
weights = models.best_weights(NAME)
base = models.build_body(NAME, image_size=96, weights=weights)
model = models.build_frozen_classifier(
    base, scale=functools.partial(models.scale_for_base, mode="tf")
)
batches = pipelines.make_dataset(
    train.images,
    train.labels,
    shuffle=True,
    preprocess=functools.partial(pipelines.to_rgb, image_size=96),
)
model.compile(
    optimizer=keras.optimizers.Adam(1e-2), loss="sparse_categorical_crossentropy", jit_compile=False
)
started = time.perf_counter()
model.fit(batches, epochs=2, shuffle=False, verbose=0)  # the stream shuffles
print(f"{weights or 'random'} weights, two epochs: {time.perf_counter() - started:.0f} s")

# %% [markdown]
# ## 4. Compute once
#
# A frozen base gives the same features in every epoch. So keep them in a file.
# But a file can be older than what it should hold, and it can be cut short. A
# cache that is wrong now and then is worse than none.


# %% task
@solves(pipelines.cached_array)
def cached_array(path, key, compute):
    ### BEGIN SOLUTION
    file = pathlib.Path(path)
    try:
        with np.load(file, allow_pickle=False) as kept:
            # Reading an array of an .npz file compares its checksum.
            if str(kept["key"]) == key:
                return kept["array"]
    except Exception:  # whatever is wrong with the file, it is not used
        pass
    array = np.asarray(compute())
    file.parent.mkdir(parents=True, exist_ok=True)
    # Written beside it and then put in its place: whoever reads finds the old file or the new.
    unfinished = file.with_name(file.name + ".unfinished.npz")
    np.savez(unfinished, key=np.array(key), array=array)
    os.replace(unfinished, file)
    return array
    ### END SOLUTION


# %% check
check(pipelines.cached_array)

# %% [markdown]
# **Predict, then run:** the features are computed, and a head learns from them.
# Then the same again, from the file. How many times quicker is it?

# %%
extractor = models.build_feature_extractor(NAME, image_size=96, weights=weights)


def features_of(split, name, folder):
    batches = pipelines.make_dataset(
        split.images, preprocess=functools.partial(pipelines.to_rgb, image_size=96)
    )
    key = f"{extractor.name}, {weights}, {dataset.name}, {name}, {len(split)} images, seed 1"
    return pipelines.cached_array(
        f"{folder}/{name}.npz", key, lambda: extractor.predict(batches, verbose=0)
    )


with tempfile.TemporaryDirectory() as folder:
    for attempt in ("computed", "from the file"):
        started = time.perf_counter()
        rows = {
            "train": features_of(train, "train", folder),
            "validation": features_of(validation, "validation", folder),
        }
        print(f"{attempt}: {time.perf_counter() - started:.2f} s")

keras.utils.set_random_seed(1)
head = models.build_head(rows["train"].shape[1])
head.compile(optimizer=keras.optimizers.Adam(1e-2), loss="sparse_categorical_crossentropy")
head.fit(rows["train"], train.labels, epochs=20, verbose=0)
accuracy = evaluation.accuracy(head.predict(rows["validation"], verbose=0), validation.labels)
print(f"{accuracy:.3f} on {len(validation):,} validation images, after {len(train):,} of training")
