# %% [markdown]
# # Make a deeper net earn its depth
#
# Do more layers always help? A deep network can do more than a shallow one.
# It can also fail to learn at all, or learn its pictures by heart. You build
# a deeper network with what depth needs, and then three ways to keep it
# from learning its pictures by heart.

# %%
import fashionlab

fashionlab.start("ch05_regularisation")

import keras
import numpy as np

from fashionlab import check, data, models, pipelines, plots, solves, training

dataset = data.load(data.best_available())
train = data.Split(
    *data.stratified_subset(dataset.train.images, dataset.train.labels, 1000, seed=1)
)
held_out = data.Split(
    *data.stratified_subset(dataset.validation.images, dataset.validation.labels, 1000, seed=0)
)

# %% [markdown]
# ## 1. What does depth need?
#
# First the trouble. A dense network like that of chapter 2, with 64 units in
# every hidden layer, and more and more of these layers. **Predict, then run:**
# which of them knows its own training pictures best?

# %%
for depth in (2, 8, 32):
    keras.utils.set_random_seed(1)
    run = training.fit(models.build_ann(hidden_units=(64,) * depth), train, epochs=5, seed=1)
    print(f"{depth} hidden layers: {run.history['accuracy'][-1]:.0%} of its own pictures")

# %% [markdown]
# The remedy is *batch normalization*. After some of the layers it shifts and
# scales the numbers so that, over the batch, each has mean 0 and standard
# deviation 1. Build the deeper network of the course with it. Its parts come
# in blocks: two convolutions, normalization, pooling, dropout.


# %% task
@solves(models.build_deeper_cnn)
def build_deeper_cnn(
    input_shape=(28, 28, 1), num_classes=10, *, filters=(32, 64), hidden_units=256, dropout_rate=0.5
):
    ### BEGIN SOLUTION
    if not filters:
        raise ValueError(f"Expected at least one block. Received: filters={filters!r}.")
    layers = keras.layers
    stack = [keras.Input(input_shape)]
    for count in filters:
        stack += [
            layers.Conv2D(count, 3, activation="relu"),
            layers.Conv2D(count, 3, activation="relu"),
            layers.BatchNormalization(),
            layers.MaxPooling2D(2),
            layers.Dropout(dropout_rate / 2),
        ]
    stack += [
        layers.Flatten(),
        layers.Dense(hidden_units, activation="relu"),
        layers.BatchNormalization(),
        layers.Dropout(dropout_rate),
        layers.Dense(num_classes, activation="softmax"),
    ]
    return keras.Sequential(stack)
    ### END SOLUTION


# %% check
check(models.build_deeper_cnn)

# %%
models.build_deeper_cnn().summary()

# %% [markdown]
# ## 2. More pictures out of the same ones
#
# A coat that is mirrored, or two pixels further left, is still a coat. Change
# every picture a little each time it is shown, and the network hardly sees
# the same one twice.


# %% task
@solves(pipelines.augment)
def augment(images, *, flip=True, shift=2, seed=0):
    ### BEGIN SOLUTION
    if shift < 0:
        raise ValueError(f"Expected a shift of at least 0. Received: shift={shift}.")
    rng = np.random.default_rng(seed)
    count, height, width = images.shape[:3]
    mirrored = rng.random(count) < 0.5
    moves = rng.integers(-shift, shift + 1, (count, 2))
    # A black frame of `shift` pixels, and then a window that is moved over it.
    frame = [(0, 0), (shift, shift), (shift, shift)] + [(0, 0)] * (images.ndim - 3)
    padded = np.pad(images, frame)
    changed = np.empty_like(images)
    for i, (down, right) in enumerate(moves):
        top, left = shift - down, shift - right
        window = padded[i, top : top + height, left : left + width]
        changed[i] = window[:, ::-1] if flip and mirrored[i] else window
    return changed
    ### END SOLUTION


# %% check
check(pipelines.augment)

# %%
same = np.repeat(train.images[:1], 10, axis=0)
plots.show_images(pipelines.augment(same, seed=1), columns=10, size=0.8)

# %% [markdown]
# ## 3. A little doubt
#
# The loss asks for a probability of 1 for the right class, and a network that
# has learned its pictures by heart gives it. Then it is just as sure when it
# is wrong. Ask for 0.91 instead.


# %% task
@solves(pipelines.smooth_labels)
def smooth_labels(labels, label_smoothing=0.1):
    ### BEGIN SOLUTION
    if not 0 <= label_smoothing < 1:
        raise ValueError(f"Expected a share from 0 to below 1. Received: {label_smoothing}.")
    smooth = (1 - label_smoothing) * labels + label_smoothing / labels.shape[1]
    return smooth.astype(np.float32)
    ### END SOLUTION


# %% check
check(pipelines.smooth_labels)

# %%
rows = pipelines.one_hot(train.labels[:3])
print(pipelines.smooth_labels(rows).round(2))

# %% [markdown]
# ## 4. Half a coat, half a bag
#
# *Mixup* blends two pictures, and their labels in the same shares.


# %% task
@solves(pipelines.mixup)
def mixup(images, labels, *, alpha=0.2, seed=0):
    ### BEGIN SOLUTION
    if alpha <= 0:
        raise ValueError(f"Expected an alpha above 0. Received: alpha={alpha}.")
    rng = np.random.default_rng(seed)
    partner = rng.permutation(len(images))
    share = rng.beta(alpha, alpha, len(images)).astype(np.float32)
    part = share.reshape(-1, 1, 1, 1)
    mixed = part * images + (1 - part) * images[partner]
    rows = share[:, np.newaxis] * labels + (1 - share[:, np.newaxis]) * labels[partner]
    return mixed, rows
    ### END SOLUTION


# %% check
check(pipelines.mixup)

# %%
batch = pipelines.normalize(train.images[:8])
mixed, rows = pipelines.mixup(batch, pipelines.one_hot(train.labels[:8]), alpha=1.0, seed=3)
captions = [
    " + ".join(f"{row[c]:.0%} {dataset.class_names[c]}" for c in np.flatnonzero(row > 0.005))
    for row in rows
]
plots.show_images((255 * mixed[..., 0]).astype(np.uint8), captions, columns=4, size=2.0)

# %% [markdown]
# ## Does it help?
#
# Three of your functions at work: `training.fit` calls `augment` and `mixup` for
# every batch. Label smoothing is done by Keras, by the formula of yours. **Predict,
# then run:** which training ends with the highest accuracy on its own pictures,
# which with the highest on new ones?

# %%
experiments = {
    "nothing": {},
    "augment": {"augment": ("flip_and_shift",)},
    "label smoothing": {"label_smoothing": 0.1},
    "mixup": {"mixup": 0.2},
}
for name, settings in experiments.items():
    keras.utils.set_random_seed(1)
    model = models.build_deeper_cnn(filters=(8, 16), hidden_units=64, dropout_rate=0.0)
    # Small batches: twice as many steps, for the running averages of batch normalization.
    training.fit(model, train, epochs=20, batch_size=32, seed=1, **settings)
    own = np.mean(training.predict(model, train.images).argmax(axis=1) == train.labels)
    new = np.mean(training.predict(model, held_out.images).argmax(axis=1) == held_out.labels)
    print(f"{name:16} own {own:.3f}   new {new:.3f}")
