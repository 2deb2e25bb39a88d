# %% [markdown]
# # A first network
#
# How far do you get if you ignore that the pixels form a picture? Surprisingly
# far. You write a formula that makes probabilities and one that says how wrong
# they are, build a network of dense layers, and train it in a few seconds.

# %%
import fashionlab

fashionlab.start("ch02_ann")

import keras
import numpy as np

from fashionlab import check, data, evaluation, models, plots, solves, training

# %% [markdown]
# ## 1. From scores to probabilities
#
# The last layer gives ten scores, one for each class; they can be any
# numbers. *Softmax* turns them into probabilities: all positive, and together
# 1. The largest score gets the largest probability.


# %% task
@solves(evaluation.softmax)
def softmax(logits):
    ### BEGIN SOLUTION
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)
    ### END SOLUTION


# %% check
check(evaluation.softmax)

# %% [markdown]
# **Predict, then run:** the scores below differ by 1 each. Does the second
# row, where all are larger by 1,000, give other probabilities?

# %%
evaluation.softmax(np.array([[1.0, 2.0, 3.0], [1001.0, 1002.0, 1003.0]])).round(3)

# %% [markdown]
# ## 2. What a wrong answer costs
#
# A model that says "90 % shirt" should pay little when it is a shirt, and a
# lot when it is not. The *cross-entropy* is minus the logarithm of the
# probability that the right class got. Training makes it small.


# %% task
@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    ### BEGIN SOLUTION
    right = probabilities[np.arange(len(labels)), labels]
    return float(-np.log(np.maximum(right, 1e-7)).mean())
    ### END SOLUTION


# %% check
check(evaluation.cross_entropy)

# %%
for probability in (0.99, 0.5, 0.1, 0.01):
    cost = evaluation.cross_entropy(np.array([[probability, 1 - probability]]), np.array([0]))
    print(f"right class got {probability:.2f}: cost {cost:.2f}")

# %% [markdown]
# ## 3. The network
#
# A *dense* layer computes weighted sums of all its inputs. Two of them in a
# row could do no more than one, so between them stands *ReLU*: negative
# numbers become 0. *Dropout* sets a share of the units to 0 while training,
# so that no unit relies on a single other one.


# %% task
@solves(models.build_ann)
def build_ann(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    ### BEGIN SOLUTION
    if not hidden_units:
        raise ValueError("Expected at least one hidden layer. Received: hidden_units=().")
    inputs = keras.Input(input_shape)
    x = keras.layers.Flatten()(inputs)
    for units in hidden_units:
        x = keras.layers.Dense(units, activation="relu")(x)
        x = keras.layers.Dropout(dropout_rate)(x)
    outputs = keras.layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)
    ### END SOLUTION


# %% check
check(models.build_ann)

# %%
models.build_ann().summary()

# %% [markdown]
# ## 4. How often is it right?


# %% task
@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    ### BEGIN SOLUTION
    return float(np.mean(np.argmax(probabilities, axis=1) == labels))
    ### END SOLUTION


# %% check
check(evaluation.accuracy)

# %% [markdown]
# ## Train it
#
# 5,000 images, 10 epochs, everything from your own functions. Validation
# images are never trained on.

# %%
dataset = data.load(data.best_available())
train = data.Split(
    *data.stratified_subset(dataset.train.images, dataset.train.labels, 5000, seed=1)
)
keras.utils.set_random_seed(1)
ann = models.build_ann(dropout_rate=0.2)
run = training.fit(ann, train, dataset.validation, epochs=10, seed=1)
plots.learning_curves({"ANN": run.history}, "accuracy")

# %%
probabilities = training.predict(ann, dataset.validation.images)
print(
    f"{dataset.name}: accuracy on {len(dataset.validation):,} validation images:",
    round(evaluation.accuracy(probabilities, dataset.validation.labels), 3),
)
print(
    "Cross-entropy:", round(evaluation.cross_entropy(probabilities, dataset.validation.labels), 3)
)

# %%
wrong = np.flatnonzero(probabilities.argmax(axis=1) != dataset.validation.labels)[:10]
said = [dataset.class_names[i] for i in probabilities[wrong].argmax(axis=1)]
plots.show_images(dataset.validation.images[wrong], said)
