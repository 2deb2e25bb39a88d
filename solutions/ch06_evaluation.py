# %% [markdown]
# # See what a model gets wrong and why
#
# "Nine in ten are right" says nothing about the tenth. You write five functions that
# look at them: which classes suffer, what they are taken for, where in the
# picture the network looked, and whether another network really is better.

# %%
import fashionlab

fashionlab.start("ch06_evaluation")

import math
import statistics

import keras
import numpy as np

from fashionlab import check, data, evaluation, models, plots, solves, training

# %% [markdown]
# Two networks to look at, the dense one and the convolutional one, both trained
# on the same 5,000 pictures. This takes a little while.

# %%
dataset = data.load(data.best_available())
names = dataset.class_names
labels = dataset.validation.labels
train = data.Split(
    *data.stratified_subset(dataset.train.images, dataset.train.labels, 5000, seed=1)
)
networks, probabilities = {}, {}
for name, build in {"ANN": models.build_ann, "CNN": models.build_cnn}.items():
    keras.utils.set_random_seed(1)
    networks[name] = build(dropout_rate=0.25)
    training.fit(networks[name], train, epochs=8, seed=1)
    probabilities[name] = training.predict(networks[name], dataset.validation.images)
    print(f"{name}: {evaluation.accuracy(probabilities[name], labels):.3f}")
predictions = probabilities["CNN"].argmax(axis=1)
matrix = evaluation.confusion_matrix(labels, predictions)

# %% [markdown]
# ## 1. Every class on its own
#
# Two different questions about shirts. When the network says "shirt", how often
# is it one? That is *precision*: look down the shirt's column. How many of the
# shirts does it find? That is *recall*: look along the shirt's row.


# %% task
@solves(evaluation.per_class_scores)
def per_class_scores(matrix):
    ### BEGIN SOLUTION
    hits = np.diag(matrix)
    predicted, support = matrix.sum(axis=0), matrix.sum(axis=1)
    # Where the divisor is 0 so are the hits: 0 / 1 is 0.
    precision = hits / np.maximum(predicted, 1)
    recall = hits / np.maximum(support, 1)
    f1 = 2 * hits / np.maximum(predicted + support, 1)
    return precision, recall, f1, support
    ### END SOLUTION


# %% check
check(evaluation.per_class_scores)

# %% [markdown]
# **Predict, then run:** which kind of garment will have the lowest F1?

# %%
for name, precision, recall, f1, support in zip(names, *evaluation.per_class_scores(matrix)):
    print(f"{name:12} precision {precision:.2f}  recall {recall:.2f}  F1 {f1:.2f}  of {support}")

# %% [markdown]
# ## 2. Taken for what?
#
# A matrix of 10 by 10 has 90 kinds of mistakes. The few that are frequent are
# worth a look. (With 100 classes there are 9,900: nobody reads such a matrix.)


# %% task
@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    ### BEGIN SOLUTION
    if count < 1:
        raise ValueError(f"Expected count of at least 1. Received: count={count}.")
    mistakes = matrix - np.diag(np.diag(matrix))
    # A stable sort leaves equal ones in the order of the matrix, row by row.
    order = np.argsort(-mistakes, axis=None, kind="stable")[:count]
    places = [divmod(int(place), len(matrix)) for place in order]
    return [
        (row, column, int(mistakes[row, column])) for row, column in places if mistakes[row, column]
    ]
    ### END SOLUTION


# %% check
check(evaluation.confused_pairs)

# %%
for right, said, times in evaluation.confused_pairs(matrix, 5):
    print(f"{names[right]} taken for {names[said]}: {times} times")
right, said, _ = evaluation.confused_pairs(matrix, 1)[0]
mistaken = np.flatnonzero((labels == right) & (predictions == said))[:10]
plots.show_images(dataset.validation.images[mistaken], [names[right]] * len(mistaken))

# %% [markdown]
# ## 3. Where did it look?
#
# The last convolution answers a picture with 64 small maps. *Gradients* say how
# much the score of a class grows when a number in a map grows: which maps
# speak for the class. Together they show where the network saw it.


# %% task
@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    ### BEGIN SOLUTION
    weights = gradients.mean(axis=(0, 1))
    heat = np.maximum(activations @ weights, 0)
    largest = heat.max()
    return heat / largest if largest > 0 else heat
    ### END SOLUTION


# %% check
check(evaluation.grad_cam_heatmap)

# %% [markdown]
# `evaluation.grad_cam` gets activations and gradients out of a network, calls
# your function, and stretches its heat map to the size of the picture.
#
# **Predict, then run:** where on a sneaker, a bag, a dress will it be bright?

# %%
chosen = [np.flatnonzero((labels == c) & (predictions == c))[0] for c in (7, 8, 3, 5, 9)]
images = dataset.validation.images[chosen]
heat = evaluation.grad_cam(networks["CNN"], np.float32(images[..., np.newaxis] / 255))
plots.show_heatmaps(images, heat, [names[label] for label in labels[chosen]])

# %% [markdown]
# ## 4. Is the other network better?
#
# Both networks answered the same pictures. Most of them both get right, and
# those tell nothing. Look at the pictures that only one of them gets right.


# %% task
@solves(evaluation.paired_interval)
def paired_interval(right_a, right_b, *, confidence=0.95):
    ### BEGIN SOLUTION
    if len(right_a) != len(right_b):
        raise ValueError(
            f"Expected the same images twice. Received: {len(right_a)} and {len(right_b)}."
        )
    if not 0 < confidence < 1:
        raise ValueError(f"Expected a confidence above 0 and below 1. Received: {confidence}.")
    n = len(right_a)
    only_a, only_b = np.sum(right_a & ~right_b), np.sum(right_b & ~right_a)
    a, b = (only_a + 1) / (n + 2), (only_b + 1) / (n + 2)
    centre = a - b
    z = statistics.NormalDist().inv_cdf((1 + confidence) / 2)
    margin = z * math.sqrt((a + b - centre**2) / (n + 2))
    difference = (only_a - only_b) / n
    return float(difference), float(max(centre - margin, -1)), float(min(centre + margin, 1))
    ### END SOLUTION


# %% check
check(evaluation.paired_interval)

# %%
right_cnn, right_ann = (probabilities[name].argmax(axis=1) == labels for name in ("CNN", "ANN"))
for count in (100, 1000, len(labels)):
    difference, low, high = evaluation.paired_interval(right_cnn[:count], right_ann[:count])
    print(f"{count:6,} pictures: {difference:+.3f}, 95 % interval {low:+.3f} to {high:+.3f}")

# %% [markdown]
# ## 5. Or is it luck?
#
# Suppose the two networks were equally good. Then each picture that only one of
# them gets right is a toss of a coin. How often would the coin fall at least as
# unevenly as the pictures did?


# %% task
@solves(evaluation.mcnemar_exact)
def mcnemar_exact(right_a, right_b):
    ### BEGIN SOLUTION
    if len(right_a) != len(right_b):
        raise ValueError(
            f"Expected the same images twice. Received: {len(right_a)} and {len(right_b)}."
        )
    only_a, only_b = int(np.sum(right_a & ~right_b)), int(np.sum(right_b & ~right_a))
    tosses = only_a + only_b
    ways = sum(math.comb(tosses, heads) for heads in range(min(only_a, only_b) + 1))
    # Whole numbers to the end: 0.5 ** 2000 would be 0, and comb(2000, 1000) no float.
    return min(1.0, 2 * ways / 2**tosses)
    ### END SOLUTION


# %% check
check(evaluation.mcnemar_exact)

# %%
for count in (100, 1000, len(labels)):
    p_value = evaluation.mcnemar_exact(right_cnn[:count], right_ann[:count])
    print(f"{count:6,} pictures: p = {p_value:.2g}")

# %% [markdown]
# `evaluation.compare_paired` puts it together, with your functions. The p that it
# prints is a little smaller than yours: the "mid-p" counts what was observed only
# half. Yours is `.p_exact`.

# %%
print(evaluation.compare_paired(probabilities["CNN"], probabilities["ANN"], labels))
