# %% [markdown]
# # Meet a data set that bites back
#
# A hundred classes, colour, 32 by 32 pixels, few images of each class. You write
# a network for it; two measures that see more than right or wrong; and a fair
# comparison of learning from scratch with using what others learned.

# %%
import fashionlab

fashionlab.start("ch11_cifar100")

import math

import keras
import numpy as np

from fashionlab import check, data, evaluation, models, pipelines, solves, training

dataset = data.load(data.best_available("cifar100"))
train = data.Split(
    *data.stratified_subset(dataset.train.images, dataset.train.labels, 1000, seed=1)
)
validation = data.Split(dataset.validation.images[:1000], dataset.validation.labels[:1000])
if dataset.superclasses:
    coarse_of_fine = np.array(dataset.superclasses.coarse_of_fine)
else:  # ten garments: for the upper body, for the legs, for the feet, to carry
    coarse_of_fine = np.array([0, 1, 0, 0, 0, 2, 0, 2, 3, 2])
print(dataset)

# %% [markdown]
# ## 1. A network for small colour images
#
# Two convolutions to a block, batch normalization in it, and dropout that grows
# with depth.


# %% task
@solves(models.build_adapted_cnn)
def build_adapted_cnn(
    input_shape=(32, 32, 3), num_classes=100, *, filters=(32, 64, 128), dropout_rate=0.3
):
    ### BEGIN SOLUTION
    if not filters:
        raise ValueError(f"Expected at least one number of filters. Received: filters={filters!r}.")
    inputs = x = keras.Input(input_shape)
    for number, count in enumerate(filters, start=1):
        for _ in range(2):
            x = keras.layers.Conv2D(count, 3, padding="same")(x)
            x = keras.layers.BatchNormalization()(x)
            x = keras.layers.Activation("relu")(x)
        x = keras.layers.MaxPooling2D(2)(x)
        x = keras.layers.Dropout(dropout_rate * number / len(filters))(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    outputs = keras.layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)
    ### END SOLUTION


# %% check
check(models.build_adapted_cnn)

# %% [markdown]
# **Predict, then run:** a smaller one of this kind learns from 1,000 images for
# a minute. With a hundred classes guessing gives 1 %. What will it give?

# %%
keras.utils.set_random_seed(1)
shape = (*dataset.image_shape, 1)[:3]
network = models.build_adapted_cnn(
    shape, dataset.num_classes, filters=(16, 32, 64), dropout_rate=0.1
)
training.fit(network, train, epochs=10, learning_rate=3e-3, batch_size=32, seed=1)
probabilities = training.predict(network, validation.images)
print(f"{100 * evaluation.accuracy(probabilities, validation.labels):.1f} %")

# %% [markdown]
# ## 2. Nearly right
#
# With a hundred classes the first answer is a hard measure. Is the right class
# at least among the five most probable ones?


# %% task
@solves(evaluation.top_k_accuracy)
def top_k_accuracy(probabilities, labels, k=5):
    ### BEGIN SOLUTION
    num_classes = probabilities.shape[1]
    if not 1 <= k <= num_classes:
        raise ValueError(f"Expected k from 1 to {num_classes}. Received: k={k}.")
    # Stable: of equally probable classes the lower number stays first.
    named = np.argsort(-probabilities, axis=1, kind="stable")[:, :k]
    return float(np.mean((named == labels[:, np.newaxis]).any(axis=1)))
    ### END SOLUTION


# %% check
check(evaluation.top_k_accuracy)

# %% [markdown]
# **Predict, then run:** how much higher are the first two, five and all?

# %%
for k in (1, 2, 5, dataset.num_classes):
    share = evaluation.top_k_accuracy(probabilities, validation.labels, k)
    print(f"top-{k}: {100 * share:.1f} %")

# %% [markdown]
# ## 3. An oak is a tree
#
# Taking an oak for a maple is a smaller mistake than taking it for a whale. The
# hundred classes stand in twenty superclasses of five.


# %% task
@solves(evaluation.superclass_scores)
def superclass_scores(probabilities, labels, coarse_of_fine):
    ### BEGIN SOLUTION
    if len(coarse_of_fine) != probabilities.shape[1]:
        raise ValueError(
            f"Expected coarse_of_fine to have one number for each of {probabilities.shape[1]} "
            f"classes. Received: {len(coarse_of_fine)} numbers."
        )
    count = int(np.max(coarse_of_fine)) + 1
    # Column s of this table of zeros and ones picks the classes of superclass s.
    members = np.eye(count)[coarse_of_fine]
    right = coarse_of_fine[labels]
    hits = (probabilities @ members).argmax(axis=1) == right
    support = np.bincount(right, minlength=count)
    per_superclass = np.bincount(right, weights=hits, minlength=count) / np.maximum(support, 1)
    return float(hits.mean()), per_superclass
    ### END SOLUTION


# %% check
check(evaluation.superclass_scores)

# %% [markdown]
# **Predict, then run:** is it better to take the superclass of the best class,
# or the superclass with the largest sum?

# %%
best = coarse_of_fine[probabilities.argmax(axis=1)]
summed, per_superclass = evaluation.superclass_scores(
    probabilities, validation.labels, coarse_of_fine
)
print(f"of the best class: {100 * np.mean(best == coarse_of_fine[validation.labels]):.1f} %")
print(f"with the largest sum: {100 * summed:.1f} %")
print(f"hardest superclass: {100 * per_superclass.min():.1f} %")

# %% [markdown]
# ## 4. From scratch, or with what others learned?
#
# The answer depends on how many images there are. So compare at equal numbers,
# and say nothing of numbers that you have not tried.


# %% task
@solves(evaluation.compare_by_size)
def compare_by_size(scratch, transfer):
    ### BEGIN SOLUTION
    means = []
    for runs in (scratch, transfer):
        by_size = {}
        for images, reached in runs:
            by_size.setdefault(images, []).append(reached)
        means.append({images: sum(each) / len(each) for images, each in by_size.items()})
    sizes = sorted(set(means[0]) & set(means[1]))
    if not sizes:
        raise ValueError(
            "Expected a number of images that both have runs for. Received: "
            f"{sorted(means[0])} from scratch and {sorted(means[1])} with transfer."
        )
    gains = [(images, means[1][images] - means[0][images]) for images in sizes]
    crossing = None
    for place, (images, gain) in enumerate(gains):
        if gain == 0:
            crossing = float(images)
            break
        if place + 1 < len(gains) and gain * gains[place + 1][1] < 0:
            following, after = gains[place + 1]
            share = gain / (gain - after)  # of the way to the next number of images
            crossing = images * math.pow(following / images, share)
            break
    return gains, crossing
    ### END SOLUTION


# %% check
check(evaluation.compare_by_size)

# %% [markdown]
# Two numbers of images are enough to see a direction. The frozen base sees each
# image once; its features go into a head of one layer.

# %%
NAME = "MobileNet:0.75"
weights = models.best_weights(NAME)
extractor = models.build_feature_extractor(NAME, image_size=64, weights=weights)


def features_of(split):
    batches = pipelines.make_dataset(
        split.images, preprocess=pipelines.prepare_for(extractor.input_shape)
    )
    return extractor.predict(batches, verbose=0)


rows, held_out = features_of(train), features_of(validation)
runs = {"scratch": [], "transfer": []}
for size in (300, 900):
    places, chosen = data.stratified_subset(np.arange(len(train)), train.labels, size, seed=1)
    keras.utils.set_random_seed(1)
    network = models.build_adapted_cnn(
        shape, dataset.num_classes, filters=(16, 32, 64), dropout_rate=0.1
    )
    part = data.Split(train.images[places], chosen)
    training.fit(network, part, epochs=10, learning_rate=3e-3, batch_size=32, seed=1)
    answers = training.predict(network, validation.images)
    runs["scratch"].append((size, evaluation.accuracy(answers, validation.labels)))
    head = models.build_head(rows.shape[1], dataset.num_classes)
    head.compile(optimizer=keras.optimizers.Adam(3e-3), loss="sparse_categorical_crossentropy")
    head.fit(rows[places], chosen, epochs=10, batch_size=32, verbose=0)
    answers = head.predict(held_out, verbose=0)
    runs["transfer"].append((size, evaluation.accuracy(answers, validation.labels)))

gains, crossing = evaluation.compare_by_size(**runs)
for size, gain in gains:
    print(f"{size:,} images: {100 * gain:+.1f} points for {weights or 'random'} weights")
print(f"equally good at: {'nowhere in between' if crossing is None else f'{crossing:,.0f} images'}")
