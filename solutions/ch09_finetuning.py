# %% [markdown]
# # Unfreeze without forgetting
#
# A frozen base says about a garment what it would say about a photo. Here you let
# its top learn about garments, without the rest of it forgetting the photos. You
# write the thaw, a training in two phases, a fair comparison with the frozen
# base, and a short calculation that tells when none of this can pay.

# %%
import fashionlab

fashionlab.start("ch09_finetuning")

import functools
import time

import keras
import numpy as np

from fashionlab import check, data, evaluation, models, pipelines, solves, training

dataset = data.load(data.best_available())
train = data.Split(*data.stratified_subset(dataset.train.images, dataset.train.labels, 500, seed=1))
validation = data.Split(dataset.validation.images[:1000], dataset.validation.labels[:1000])

# %% [markdown]
# ## 1. Thaw the top
#
# The first layers see edges, which are the same in photos and garments. The last
# ones see parts of dogs and cars. So let the last ones learn, and leave the
# stored averages of all batch normalizations alone.


# %% task
@solves(models.thaw_top)
def thaw_top(base, layers):
    ### BEGIN SOLUTION
    total = len(base.layers)
    if not 0 <= layers <= total:
        raise ValueError(f"Expected layers from 0 to {total}. Received: layers={layers!r}.")
    base.trainable = layers > 0  # first: it tells every layer the same
    for place, layer in enumerate(base.layers):
        is_norm = isinstance(layer, keras.layers.BatchNormalization)
        layer.trainable = place >= total - layers and not is_norm
    return [layer.name for layer in base.layers if layer.trainable_weights]
    ### END SOLUTION


# %% check
check(models.thaw_top)

# %% [markdown]
# **Predict, then run:** how many of its 86 layers must you thaw before half of the
# numbers of MobileNet learn?

# %%
NAME = "MobileNet:0.75"
weights = models.best_weights(NAME)
body = models.build_body(NAME, image_size=64, weights=weights)
for layers in (0, 6, 12, 24, 48, 86):
    models.thaw_top(body, layers)
    learning = sum(int(np.prod(weight.shape)) for weight in body.trainable_weights)
    print(f"{layers:2} layers thawed: {learning / body.count_params():4.0%} of the numbers learn")

# %% [markdown]
# ## 2. First the head, then the top
#
# A head that has learned nothing yet makes large mistakes, and through a thawed
# base they would go right into it. So the head learns first. Then the top is
# thawed, the model compiled again, and both go on in small steps.


# %% task
@solves(training.fine_tune)
def fine_tune(model, thaw, batches, *, epochs=(2, 3), learning_rates=(1e-2, 1e-5)):
    ### BEGIN SOLUTION
    first, second = learning_rates
    if not second < first:
        raise ValueError(
            f"Expected a smaller learning rate in the second phase. Received: {learning_rates!r}."
        )
    losses = []
    for phase, (count, rate) in enumerate(zip(epochs, learning_rates)):
        if phase == 1:
            thaw()
        # XLA on a CPU computes the depthwise convolutions of MobileNets 20 times slower.
        model.compile(
            optimizer=keras.optimizers.Adam(rate),
            loss="sparse_categorical_crossentropy",
            jit_compile=False,
        )
        # The stream shuffles; `fit` cannot.
        history = model.fit(batches, epochs=count, shuffle=False, verbose=0).history
        losses += history["loss"]
    return losses
    ### END SOLUTION


# %% check
check(training.fine_tune)

# %% [markdown]
# **Predict, then run:** five hundred times larger steps in the second phase. Will the
# training only be less careful, or is what the base knew gone?

# %%
prepare = functools.partial(pipelines.to_rgb, image_size=64)
on_validation = pipelines.make_dataset(validation.images, preprocess=prepare)


def accuracy_after(second_rate):
    keras.utils.set_random_seed(1)
    body = models.build_body(NAME, image_size=64, weights=weights)
    model = models.build_frozen_classifier(
        body, scale=functools.partial(models.scale_for_base, mode="tf")
    )
    batches = pipelines.make_dataset(
        train.images, train.labels, batch_size=32, shuffle=True, seed=1, preprocess=prepare
    )
    thaw = functools.partial(models.thaw_top, body, 12)
    training.fine_tune(model, thaw, batches, learning_rates=(1e-2, second_rate))
    return evaluation.accuracy(model.predict(on_validation, verbose=0), validation.labels)


for second_rate in (1e-5, 5e-3):
    started = time.perf_counter()
    accuracy = accuracy_after(second_rate)
    print(f"{second_rate:g}: {accuracy:.3f}, {time.perf_counter() - started:.0f} s")

# %% [markdown]
# ## 3. Was it better, or luck?
#
# Each run has a luck of its own: the order of the images, the first weights of
# the head. Two runs with the same seed share it. So compare them in pairs.


# %% task
@solves(evaluation.compare_runs)
def compare_runs(baseline, challenger):
    ### BEGIN SOLUTION
    before, after = dict(baseline), dict(challenger)
    seeds = [seed for seed in before if seed in after]
    if len(seeds) < 2:
        raise ValueError(f"Expected at least 2 seeds in both lists. Received: {len(seeds)}.")
    differences = np.array([after[seed] - before[seed] for seed in seeds])
    deviation = float(differences.std(ddof=1))
    return {
        "seeds": len(seeds),
        "difference": float(differences.mean()),
        "deviation": deviation,
        "standard_error": deviation / len(seeds) ** 0.5,
        "wins": sum(after[seed] > before[seed] for seed in seeds),
    }
    ### END SOLUTION


# %% check
check(evaluation.compare_runs)

# %% [markdown]
# **Predict, then run:** four runs each, all four seeds two points better. How large
# is the standard error of the difference, and how large would it be if you forgot
# which run belongs to which?

# %%
frozen_runs = [(1, 0.70), (2, 0.74), (3, 0.78), (4, 0.82)]
tuned_runs = [(seed, accuracy + 0.02) for seed, accuracy in frozen_runs]
print(evaluation.compare_runs(frozen_runs, tuned_runs))
spread = np.std([accuracy for _, accuracy in frozen_runs], ddof=1)
print(f"not paired: {spread * (1 / 4 + 1 / 4) ** 0.5:.3f}")

# %% [markdown]
# ## 4. When there is nothing to see
#
# Every layer with a stride of 2 halves the map. What is left of 28 pixels after five
# of them? And how much of the picture does one place of the last map look at?


# %% task
@solves(models.receptive_field)
def receptive_field(layers, image_size):
    ### BEGIN SOLUTION
    places, field, step = image_size, 1, 1
    for layer in layers:
        kernel, stride = layer["kernel"], layer["stride"]
        if layer["padding"] == "same":
            places = -(-places // stride)  # rounded up
        elif places < kernel:
            raise ValueError(
                f"Expected a map of at least {kernel} places for a kernel of {kernel} without "
                f"padding. Received: {places}."
            )
        else:
            places = (places - kernel) // stride + 1
        field += (kernel - 1) * step
        step *= stride
    return places, field
    ### END SOLUTION


# %% check
check(models.receptive_field)

# %% [markdown]
# **Predict, then run:** MobileNet begins with a convolution, and goes on with
# thirteen blocks. Five of these layers have a stride of 2. How far does one place of
# the last map see, and how many places are there?

# %%
strides = [2, 1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1]
mobilenet = [{"kernel": 3, "stride": stride, "padding": "same"} for stride in strides]
for image_size in (28, 32, 64, 96, 224):
    places, field = models.receptive_field(mobilenet, image_size)
    print(f"{image_size:3} pixels: {places} x {places} places, each sees {field} pixels each way")
