# %% [markdown]
# # Train without guessing
#
# Three questions come up in every training. How large should the steps be?
# Should they stay that large? When is it time to stop? You write a function
# that answers each of them, and one that reads the curves afterwards.

# %%
import fashionlab

fashionlab.start("ch04_training")

import tempfile

import keras
import numpy as np
from matplotlib import pyplot as plt

from fashionlab import check, data, models, pipelines, plots, solves, training

dataset = data.load(data.best_available())
train = data.Split(
    *data.stratified_subset(dataset.train.images, dataset.train.labels, 5000, seed=1)
)
held_out = data.Split(
    *data.stratified_subset(dataset.validation.images, dataset.validation.labels, 1500, seed=0)
)

# %% [markdown]
# ## 1. How large a step?
#
# The *range test* trains up to a hundred batches. The learning rate starts tiny and
# grows by the same factor from batch to batch, until the loss explodes.

# %%
keras.utils.set_random_seed(1)
measured = training.range_test(models.build_ann(), train, highest=10.0, seed=1)
figure, axis = plt.subplots(figsize=(6, 3.5), layout="constrained")
axis.semilogx(measured.rates, measured.losses)
axis.set(xlabel="learning rate", ylabel="loss of the batch", ylim=(0, 4))

# %% [markdown]
# At the left the steps are too small to change anything. At the right they
# are so large that the loss explodes. Somewhere between, the loss falls most
# steeply. Your function finds the place. The curve is shaky, because every
# point is one batch: smooth it first.


# %% task
@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    ### BEGIN SOLUTION
    if len(rates) != len(losses):
        raise ValueError(
            f"Expected one loss per rate. Received: {len(rates)} rates, {len(losses)} losses."
        )
    finite = np.isfinite(losses)
    rates, losses = rates[finite], losses[finite]
    # At both ends fewer than 15 losses are summed: divide by how many there were.
    counts = np.convolve(np.ones(len(losses)), np.ones(15), "same")
    smooth = np.convolve(losses, np.ones(15), "same") / counts
    lowest = int(np.argmin(smooth))
    if lowest == 0:
        return float(rates[0])
    falls = np.diff(smooth[: lowest + 1])
    return float(rates[np.argmin(falls)])
    ### END SOLUTION


# %% check
check(training.suggest_learning_rate)

# %% [markdown]
# **Predict, then run:** `"sgd"` does not adapt its steps as Adam does. Does it need
# a smaller or a larger rate?

# %%
for optimizer in ("adam", "sgd"):
    keras.utils.set_random_seed(1)
    measured = training.range_test(
        models.build_ann(), train, highest=10.0, seed=1, optimizer=optimizer
    )
    print(f"{optimizer}: {measured.suggestion:.2g}")

# %% [markdown]
# ## 2. Should it stay that large?
#
# Large steps get you near a good place, small ones get you into it. And the
# very first steps are taken with random weights, where a large one can do
# damage. So the rate *warms up* from 0, and then falls back to 0 along a
# cosine.


# %% task
@solves(training.warmup_cosine)
def warmup_cosine(step, *, total_steps, warmup_steps=0, highest=1e-3):
    ### BEGIN SOLUTION
    if not 0 <= warmup_steps < total_steps:
        raise ValueError(
            f"Expected warmup_steps from 0 to below {total_steps}. Received: {warmup_steps}."
        )
    if step >= total_steps:
        return 0.0
    if step < warmup_steps:
        return highest * step / warmup_steps
    share = (step - warmup_steps) / (total_steps - warmup_steps)
    return float(highest / 2 * (1 + np.cos(np.pi * share)))
    ### END SOLUTION


# %% check
check(training.warmup_cosine)

# %%
steps = np.arange(801)
rates = [
    training.warmup_cosine(int(step), total_steps=800, warmup_steps=80, highest=3e-3)
    for step in steps
]
figure, axis = plt.subplots(figsize=(6, 2.5), layout="constrained")
axis.plot(steps, rates)
axis.set(xlabel="step", ylabel="learning rate")

# %% [markdown]
# A *callback* is something that Keras calls while it trains: before a batch,
# after an epoch. This one sets the learning rate before every batch.


# %%
prepare = pipelines.prepare_for((28, 28, 1))  # scales the pixels to [0, 1]


def batches(split, *, shuffle=False):
    return pipelines.make_dataset(
        split.images, split.labels, shuffle=shuffle, seed=1, preprocess=prepare
    )


def build(*, learning_rate=1e-3):
    keras.utils.set_random_seed(1)
    model = models.build_ann()
    model.compile(
        keras.optimizers.Adam(learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


def train_with(rate_at):
    model = build()

    def set_rate(batch, logs=None):
        model.optimizer.learning_rate = rate_at(int(model.optimizer.iterations))

    history = model.fit(
        batches(train, shuffle=True),
        validation_data=batches(held_out),
        epochs=10,
        callbacks=[keras.callbacks.LambdaCallback(on_train_batch_begin=set_rate)],
        shuffle=False,  # the batches come mixed
        verbose=0,
    )
    return history.history


# %%
total_steps = 10 * -(-len(train) // 64)  # 10 epochs of batches of 64, the last one smaller
histories = {
    "constant": train_with(lambda step: 3e-3),
    "warm-up + cosine": train_with(
        lambda step: training.warmup_cosine(
            step, total_steps=total_steps, warmup_steps=total_steps // 10, highest=3e-3
        )
    ),
}
plots.learning_curves(histories, "loss")

# %% [markdown]
# ## 3. When to stop?
#
# The validation loss falls, and some epochs later it rises again. You want
# the weights from the turning point, also when the computer crashes after it,
# and you do not want to wait for epochs that make things worse. Keras has
# callbacks for both. What do their arguments have to be?


# %% task
@solves(training.make_callbacks)
def make_callbacks(path, *, patience=5):
    ### BEGIN SOLUTION
    if patience < 1:
        raise ValueError(f"Expected patience of at least 1. Received: {patience}.")
    return [
        keras.callbacks.ModelCheckpoint(
            path, monitor="val_loss", mode="min", save_best_only=True, save_weights_only=True
        ),
        keras.callbacks.EarlyStopping(
            monitor="val_loss", mode="min", patience=patience, restore_best_weights=True
        ),
    ]
    ### END SOLUTION


# %% check
check(training.make_callbacks)

# %% [markdown]
# **Predict, then run:** we allow 40 epochs. How many will it take?

# %%
with tempfile.TemporaryDirectory() as folder:
    path = f"{folder}/best.weights.h5"
    model = build()
    stopped = model.fit(
        batches(train, shuffle=True),
        validation_data=batches(held_out),
        epochs=40,
        callbacks=training.make_callbacks(path, patience=5),
        shuffle=False,  # the batches come mixed
        verbose=0,
    ).history
    at_the_end, _ = model.evaluate(batches(held_out), verbose=0)
    model.load_weights(path)
    from_disk, _ = model.evaluate(batches(held_out), verbose=0)
print(f"validation loss: {at_the_end:.3f} at the end, {from_disk:.3f} with the weights on disk")
print(f"epochs: {len(stopped['loss'])}, lowest validation loss: {min(stopped['val_loss']):.3f}")

# %% [markdown]
# ## 4. What went wrong?
#
# Two curves tell most of it. When the training loss stays high, the network
# has not even learned its own examples: *underfitting*. When the validation
# loss turns and rises while the training loss goes on falling, it has begun
# to learn single pictures by heart: *overfitting*.


# %% task
@solves(training.diagnose)
def diagnose(history, *, low_loss=0.5, tolerance=0.1):
    ### BEGIN SOLUTION
    if "val_loss" not in history:
        raise ValueError(f'Expected "val_loss" in the history. Received: {sorted(history)}.')
    loss, val_loss = history["loss"], history["val_loss"]
    best = int(np.argmin(val_loss))
    if loss[-1] < loss[best] and val_loss[-1] > (1 + tolerance) * val_loss[best]:
        return "overfitting", best + 1
    if loss[-1] > low_loss:
        return "underfitting", best + 1
    return "good", best + 1
    ### END SOLUTION


# %% check
check(training.diagnose)

# %%
experiments = {
    "tiny steps": {"learning_rate": 1e-5, "epochs": 10},
    "10 epochs": {"learning_rate": 1e-3, "epochs": 10},
    "40 epochs": {"learning_rate": 1e-3, "epochs": 40},
}
histories = {}
for name, settings in experiments.items():
    keras.utils.set_random_seed(1)
    histories[name] = training.fit(models.build_ann(), train, held_out, seed=1, **settings).history
    verdict, best_epoch = training.diagnose(histories[name])
    print(f"{name}: {verdict}, best epoch {best_epoch}")
plots.learning_curves(histories, "loss")
