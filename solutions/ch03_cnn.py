# %% [markdown]
# # Why convolution
#
# Move a shirt two pixels to the right and it is still a shirt. The network of
# chapter 2 does not know that: to it, every pixel is a separate number. A
# *convolutional* network looks at small neighbourhoods, in the same way
# everywhere. You write the two operations it is made of, build one, and
# measure what it gains.

# %%
import fashionlab

fashionlab.start("ch03_cnn")

import keras
import numpy as np

from fashionlab import check, data, evaluation, models, pipelines, plots, solves, training

# %% [markdown]
# ## 1. Convolution
#
# A *kernel* is a small grid of weights, 3x3 for example. It slides over the
# image; at every place, the nine pixels below it are multiplied by the nine
# weights and summed. One such sum says how much the place looks like the
# kernel.


# %% task
@solves(models.convolve2d)
def convolve2d(image, kernel, *, stride=1, padding="valid"):
    ### BEGIN SOLUTION
    if padding not in ("valid", "same"):
        raise ValueError(f'Expected padding "valid" or "same". Received: {padding!r}.')
    kh, kw = kernel.shape
    if padding == "same":
        image = np.pad(image, ((kh // 2, kh // 2), (kw // 2, kw // 2)))
    rows = (image.shape[0] - kh) // stride + 1
    columns = (image.shape[1] - kw) // stride + 1
    output = np.empty((rows, columns))
    for i in range(rows):
        for j in range(columns):
            patch = image[i * stride : i * stride + kh, j * stride : j * stride + kw]
            output[i, j] = np.sum(patch * kernel)
    return output
    ### END SOLUTION


# %% check
check(models.convolve2d)

# %% [markdown]
# **Predict, then run:** this kernel subtracts the left neighbour from the
# right one. Where will it be bright?

# %%
dataset = data.load(data.best_available())
boot = dataset.train.images[np.flatnonzero(dataset.train.labels == 9)[0]] / 255
vertical_edges = np.array([[-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0]])
plots.show_images(
    np.stack([boot, models.convolve2d(boot, vertical_edges, padding="same")]),
    ["image", "edges"],
    columns=2,
    size=2.5,
)

# %% [markdown]
# ## 2. Max pooling
#
# After a convolution we know *how much* of something is at each place. Often
# it is enough to know that it is *about there*: of every 2x2 window, keep the
# largest value. The picture shrinks to a quarter, and a shift of one pixel
# changes less.


# %% task
@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    ### BEGIN SOLUTION
    stride = pool_size if stride is None else stride
    rows = (image.shape[0] - pool_size) // stride + 1
    columns = (image.shape[1] - pool_size) // stride + 1
    output = np.empty((rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = image[i * stride : i * stride + pool_size, j * stride : j * stride + pool_size]
            output[i, j] = window.max()
    return output
    ### END SOLUTION


# %% check
check(models.max_pool2d)

# %% [markdown]
# ## 3. The network
#
# Convolution, ReLU, pooling; again, with more kernels; then a dense layer
# that decides. Keras has fast versions of all of them.


# %% task
@solves(models.build_cnn)
def build_cnn(
    input_shape=(28, 28, 1),
    num_classes=10,
    *,
    filters=(32, 64),
    hidden_units=128,
    dropout_rate=0.5,
):
    ### BEGIN SOLUTION
    if not filters:
        raise ValueError("Expected at least one convolution. Received: filters=().")
    inputs = keras.Input(input_shape)
    x = inputs
    for count in filters:
        x = keras.layers.Conv2D(count, 3, activation="relu")(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(hidden_units, activation="relu")(x)
    x = keras.layers.Dropout(dropout_rate)(x)
    outputs = keras.layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)
    ### END SOLUTION


# %% check
check(models.build_cnn)

# %% [markdown]
# ## 4. Which classes are mixed up?


# %% task
@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    ### BEGIN SOLUTION
    matrix = np.zeros((num_classes, num_classes), dtype=int)
    np.add.at(matrix, (labels, predictions), 1)
    return matrix
    ### END SOLUTION


# %% check
check(evaluation.confusion_matrix)

# %% [markdown]
# ## Does convolution win?
#
# Both networks get the same 5,000 images and the same seeds, three times. We
# compare pair by pair, so that luck with the images helps both alike. Then we
# move the validation images by two pixels and measure again. This takes about
# a minute.

# %%
results = {"ANN": [], "CNN": []}
shifted = pipelines.shift_images(dataset.validation.images, columns=2)
for seed in (1, 2, 3):
    train = data.Split(
        *data.stratified_subset(dataset.train.images, dataset.train.labels, 5000, seed=seed)
    )
    for name in results:
        keras.utils.set_random_seed(seed)
        model = models.build_ann() if name == "ANN" else models.build_cnn(dropout_rate=0.25)
        training.fit(model, train, epochs=8, seed=seed)
        scores = [
            evaluation.accuracy(training.predict(model, images), dataset.validation.labels)
            for images in (dataset.validation.images, shifted)
        ]
        results[name].append(scores)
        print(f"seed {seed}, {name}: {scores[0]:.3f}; moved by 2 pixels: {scores[1]:.3f}")

# %%
gain = np.array(results["CNN"]) - np.array(results["ANN"])
print("CNN minus ANN:", gain[:, 0].round(3), "on average", gain[:, 0].mean().round(3))
print("The same on moved images:", gain[:, 1].round(3), "on average", gain[:, 1].mean().round(3))

# %%
predictions = training.predict(model, dataset.validation.images).argmax(axis=1)
matrix = evaluation.confusion_matrix(dataset.validation.labels, predictions)
plots.show_confusion(matrix, dataset.class_names)
