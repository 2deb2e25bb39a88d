# %% [markdown]
# # Search instead of fiddling
#
# Another rate, a layer more, a bit of dropout, and again: that is fiddling, and at
# the end nobody knows what was tried. You write what replaces it: a network whose
# settings are asked for, a search with a budget, a measurement that uses every
# image once, and a committee of networks.

# %%
import fashionlab

fashionlab.start("ch10_tuning")

import functools

import keras
import keras_tuner
import numpy as np

from fashionlab import check, data, evaluation, models, solves, training, tuning

dataset = data.load(data.best_available())
train = data.Split(
    *data.stratified_subset(dataset.train.images, dataset.train.labels, 1000, seed=1)
)
validation = data.Split(
    *data.stratified_subset(dataset.validation.images, dataset.validation.labels, 1000, seed=1)
)

# %% [markdown]
# ## 1. A network that asks
#
# A tuner cannot change numbers that stand in your code. So the function does not
# say how many layers there are; it asks, and says within which limits.


# %% task
@solves(models.build_tunable_ann)
def build_tunable_ann(hp, *, input_shape=(28, 28, 1), num_classes=10):
    ### BEGIN SOLUTION
    hidden_layers = hp.Int("hidden_layers", 1, 3)
    units = hp.Int("units", 32, 256, step=32)
    activation = hp.Choice("activation", ["relu", "gelu", "tanh"])
    dropout_rate = hp.Float("dropout_rate", 0.0, 0.5)
    learning_rate = hp.Float("learning_rate", 1e-4, 1e-2, sampling="log")
    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for _ in range(hidden_layers):
        model.add(keras.layers.Dense(units, activation=activation))
        model.add(keras.layers.Dropout(dropout_rate))
    model.add(keras.layers.Dense(num_classes, activation="softmax"))
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model
    ### END SOLUTION


# %% check
check(models.build_tunable_ann)

# %% [markdown]
# Whoever holds `hp` chooses. Here it is you:

# %%
hp = keras_tuner.HyperParameters()
hp.values = {"hidden_layers": 2, "units": 64, "dropout_rate": 0.1}
model = models.build_tunable_ann(hp)
print(f"{model.count_params():,} parameters, asked for: {', '.join(hp.values)}")

# %% [markdown]
# ## 2. Chance, in the right measure
#
# A learning rate of 0.001 or 0.002 makes a difference; 0.091 or 0.092 makes none.
# What counts are factors. If you draw evenly between 0.0001 and 0.1, nine of ten
# trials go to the last factor of ten.


# %% task
@solves(tuning.draw_values)
def draw_values(space, rng):
    ### BEGIN SOLUTION
    values = {}
    for name, setting in space.items():
        if isinstance(setting, tuning.Choice):
            # Not rng.choice: it would make an array of the values.
            values[name] = setting.values[rng.integers(len(setting.values))]
        elif isinstance(setting, tuning.Int):
            steps = (setting.high - setting.low) // setting.step
            values[name] = int(setting.low + setting.step * rng.integers(steps + 1))
        elif setting.log:
            values[name] = float(np.exp(rng.uniform(np.log(setting.low), np.log(setting.high))))
        else:
            values[name] = float(rng.uniform(setting.low, setting.high))
    return values
    ### END SOLUTION


# %% check
check(tuning.draw_values)

# %% [markdown]
# **Predict, then run:** of 1,000 learning rates between 0.0001 and 0.1, how many
# lie below 0.001, drawn evenly and drawn by factors?

# %%
rng = np.random.default_rng(1)
for log in (False, True):
    space = {"learning_rate": tuning.Float(1e-4, 1e-1, log=log)}
    rates = [tuning.draw_values(space, rng)["learning_rate"] for _ in range(1000)]
    print(f"log={log}: {sum(rate < 1e-3 for rate in rates)}")

# %% [markdown]
# ## 3. A search with a budget
#
# Decide beforehand how many networks you will train. Write down every one of them,
# also those that failed. And let validation images say which is best: not the
# training images, and never the test images.


# %% task
@solves(tuning.random_search)
def random_search(measure, draw, *, trials, seed=0):
    ### BEGIN SOLUTION
    if trials < 1:
        raise ValueError(f"Expected at least 1 trial. Received: trials={trials}.")
    rng = np.random.default_rng(seed)
    done, in_vain = [], 0
    while len(done) < trials and in_vain < 1000:
        values = draw(rng)
        if any(values == trial["values"] for trial in done):
            in_vain += 1
            continue
        in_vain = 0
        try:
            score = float(measure(dict(values))["val_accuracy"])
        except Exception:
            score = None
        if score is not None and np.isnan(score):
            score = None
        done.append({"values": values, "score": score})
    failed = [trial for trial in done if trial["score"] is None]
    finished = [trial for trial in done if trial["score"] is not None]
    return sorted(finished, key=lambda trial: -trial["score"]) + failed
    ### END SOLUTION


# %% check
check(tuning.random_search)

# %% [markdown]
# The three together: a search over your network, with a budget of five.

# %%
SPACE = {
    "hidden_layers": tuning.Int(1, 3),
    "units": tuning.Int(32, 256, step=32),
    "activation": tuning.Choice(("relu", "gelu", "tanh")),
    "dropout_rate": tuning.Float(0.0, 0.5),
    "learning_rate": tuning.Float(1e-4, 1e-2, log=True),
}


def as_input(split):
    return split.images[..., np.newaxis].astype("float32") / 255


def build_with(values):
    hp = keras_tuner.HyperParameters()
    hp.values = dict(values)
    return models.build_tunable_ann(hp)


def measure(values):
    keras.utils.set_random_seed(1)
    model = build_with(values)
    history = model.fit(
        as_input(train), train.labels, epochs=4, verbose=0,
        validation_data=(as_input(validation), validation.labels),
    )  # fmt: skip
    return {name: figures[-1] for name, figures in history.history.items()}


ranked = tuning.random_search(
    measure, functools.partial(tuning.draw_values, SPACE), trials=5, seed=3
)
for trial in ranked:
    print(f"{trial['score']:.3f}  {trial['values']}")

# %% [markdown]
# ## 4. Every image, once
#
# The best of many scores is partly the luckiest. And 1,000 validation images are
# 1,000 images from which the network could not learn. In k-fold cross-validation
# every image is both: learned from, and measured on by a network that has not
# seen it.


# %% task
@solves(training.stratified_folds)
def stratified_folds(labels, folds=5, *, seed=0):
    ### BEGIN SOLUTION
    classes, counts = np.unique(labels, return_counts=True)
    if not 2 <= folds <= counts.min():
        raise ValueError(
            f"Expected from 2 to {counts.min()} folds, the size of the rarest class. "
            f"Received: folds={folds}."
        )
    rng = np.random.default_rng(seed)
    fold_of = np.empty(len(labels), int)
    for each in classes:
        places = rng.permutation(np.flatnonzero(labels == each))
        fold_of[places] = np.arange(len(places)) % folds  # dealt out like cards
    return [
        (np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)) for fold in range(folds)
    ]
    ### END SOLUTION


# %% check
check(training.stratified_folds)

# %% [markdown]
# The library's `cross_validate` runs on your folds from now on.

# %%
best = ranked[0]["values"]
measured = training.cross_validate(
    lambda: build_with(best), train, folds=5, epochs=4, learning_rate=best["learning_rate"]
)
print("accuracy of each fold:", ", ".join(f"{accuracy:.3f}" for accuracy in measured.accuracies))
print(f"mean {measured.mean:.3f}, standard deviation {measured.standard_deviation:.3f}")

# %% [markdown]
# ## 5. A committee
#
# Networks from other seeds err on other images. Ask several, and take the mean of
# what they say.


# %% task
@solves(training.build_ensemble)
def build_ensemble(members):
    ### BEGIN SOLUTION
    shapes = {(member.input_shape, member.output_shape) for member in members}
    if len(members) < 2 or len(shapes) > 1:
        raise ValueError(
            f"Expected at least 2 models of the same input and output shape. Received: "
            f"{len(members)} models with {shapes}."
        )
    inputs = keras.Input(members[0].input_shape[1:])
    answers = []
    for number, member in enumerate(members, start=1):
        copy = keras.models.clone_model(member)
        copy.set_weights(member.get_weights())
        copy.name = f"member_{number}"  # two of the same name would be refused
        answers.append(copy(inputs))
    return keras.Model(inputs, keras.layers.Average(dtype="float32")(answers), name="ensemble")
    ### END SOLUTION


# %% check
check(training.build_ensemble)

# %% [markdown]
# **Predict, then run:** three networks with the best settings of the search, from
# three seeds. Is the committee better than the best of the three?

# %%
members = []
for seed in (1, 2, 3):
    keras.utils.set_random_seed(seed)
    member = build_with(best)
    member.fit(as_input(train), train.labels, epochs=4, verbose=0)
    members.append(member)
    accuracy = evaluation.accuracy(
        member.predict(as_input(validation), verbose=0), validation.labels
    )
    print(f"seed {seed}: {accuracy:.3f}")
ensemble = training.build_ensemble(members)
accuracy = evaluation.accuracy(ensemble.predict(as_input(validation), verbose=0), validation.labels)
print(f"all three: {accuracy:.3f}")
