# %% [markdown]
# # What accuracy costs
#
# A network costs memory, arithmetic and time. You write the functions that
# measure all three, and one that says which networks are worth what they cost.
# Then you build the best one you can for a given price.

# %%
import fashionlab

fashionlab.start("ch07_cost")

import math
import time

import keras
import numpy as np

from fashionlab import check, data, evaluation, models, plots, solves, training

dataset = data.load(data.best_available("mnist"))
keras.utils.set_random_seed(1)
networks = {
    "ANN": models.build_ann(),
    "CNN": models.build_cnn(),
    "CNN V1": models.build_cnn_v1(),
    "compact": models.build_compact_cnn(
        stem=16, stages=((32, 32), (32, 32)), block="separable", head="average"
    ),
}

# %% [markdown]
# `describe_layers` writes a network down as plain data: one dict for each
# layer, with the shapes that go in and come out.

# %%
evaluation.describe_layers(networks["CNN V1"])

# %% [markdown]
# ## 1. How many numbers does it hold?
#
# Keras can tell, with `model.count_params()`. You work it out from the shapes:
# then you can say it before a network is built, and which layer it is that
# makes a network large.


# %% task
@solves(evaluation.count_parameters)
def count_parameters(layers):
    ### BEGIN SOLUTION
    total = 0
    for layer in layers:
        kind, before, after = layer["kind"], layer["input_shape"], layer["output_shape"]
        window = math.prod(layer.get("kernel_size", ()))
        if kind == "Dense":
            total += before[-1] * after[-1]
        elif kind == "Conv2D":
            total += window * before[-1] * after[-1]
        elif kind == "DepthwiseConv2D":
            total += window * before[-1]
        elif kind == "SeparableConv2D":
            total += window * before[-1] + before[-1] * after[-1]
        elif kind == "BatchNormalization":
            total += 4 * before[-1]
        if kind in ("Dense", "Conv2D", "DepthwiseConv2D", "SeparableConv2D") and layer["use_bias"]:
            total += after[-1]
    return total
    ### END SOLUTION


# %% check
check(evaluation.count_parameters)

# %% [markdown]
# **Predict, then run:** in the CNN, which layer holds most of the parameters?

# %%
for name, network in networks.items():
    rows = evaluation.describe_layers(network)
    print(f"{name}: {evaluation.count_parameters(rows):,} (Keras: {network.count_params():,})")
for row in evaluation.describe_layers(networks["CNN"]):
    print(f"  {row['kind']:12} {evaluation.count_parameters([row]):8,}")

# %% [markdown]
# ## 2. How much does it multiply?
#
# A weight of a dense layer works once per picture. A weight of a convolution
# works at every place. So a layer with few parameters may do most of the work.


# %% task
@solves(evaluation.count_multiply_adds)
def count_multiply_adds(layers):
    ### BEGIN SOLUTION
    total = 0
    for layer in layers:
        kind, before, after = layer["kind"], layer["input_shape"], layer["output_shape"]
        window = math.prod(layer.get("kernel_size", ()))
        places = math.prod(after[:-1])
        if kind == "Dense":
            total += before[-1] * after[-1]
        elif kind == "Conv2D":
            total += places * after[-1] * window * before[-1]
        elif kind == "DepthwiseConv2D":
            total += places * after[-1] * window
        elif kind == "SeparableConv2D":
            total += places * before[-1] * window + places * before[-1] * after[-1]
    return total
    ### END SOLUTION


# %% check
check(evaluation.count_multiply_adds)

# %% [markdown]
# `evaluation.count_flops` calls your function, takes each multiply-add for 2,
# and adds what else there is: biases, activations, pooling.

# %%
for name, network in networks.items():
    rows = evaluation.describe_layers(network)
    print(
        f"{name}: {evaluation.count_parameters(rows):,} parameters, "
        f"{evaluation.count_multiply_adds(rows):,} multiply-adds, "
        f"{evaluation.count_flops(network):,} FLOPs"
    )

# %% [markdown]
# ## 3. How long does it take?
#
# A stopwatch is easy to fool. The first call compiles, now and then the
# computer does something else, and Python itself takes its time. Your function
# gets the clock as an argument: so it can be tested with a clock that nobody
# has to wait for.


# %% task
@solves(evaluation.time_calls)
def time_calls(call, inputs, *, warm_up=5, repeats=101, clock=time.perf_counter):
    ### BEGIN SOLUTION
    if repeats < 1 or not len(inputs):
        raise ValueError(
            "Expected at least one timed call and one input. "
            f"Received: repeats={repeats} and {len(inputs)} inputs."
        )
    for _ in range(warm_up):
        call(inputs[0])
    seconds = []
    for number in range(repeats):
        given = inputs[number % len(inputs)]
        started = clock()
        call(given)
        seconds.append(clock() - started)
    return float(np.median(seconds)), float(np.percentile(seconds, 95))
    ### END SOLUTION


# %% check
check(evaluation.time_calls)

# %% [markdown]
# **Predict, then run:** one picture through the same network, once with
# `model.predict`, once with a compiled call. How many times longer is the one?

# %%
pictures = [np.float32(image / 255)[None, ..., None] for image in dataset.validation.images[:20]]
network = networks["CNN V1"]
ways = {
    "model.predict": lambda image: network.predict(image, verbose=0),
    "compiled call": evaluation.compiled_call(network),
}
for name, call in ways.items():
    median, p95 = evaluation.time_calls(call, pictures, repeats=41)
    print(f"{name}: median {1000 * median:.2f} ms, 95 of 100 below {1000 * p95:.2f} ms")

# %% [markdown]
# ## 4. Which are worth their cost?
#
# Some networks cost more than another and are worse. Nobody needs them. The
# others are the *Pareto front*: to gain accuracy, you have to pay.


# %% task
@solves(evaluation.pareto_front)
def pareto_front(points):
    ### BEGIN SOLUTION
    for cost, score in points:
        if not (math.isfinite(cost) and math.isfinite(score)):
            raise ValueError(f"Expected finite numbers. Received: cost {cost}, score {score}.")
    front = [
        place
        for place, (cost, score) in enumerate(points)
        if not any(
            other_cost <= cost
            and other_score >= score
            and (other_cost < cost or other_score > score)
            for other_cost, other_score in points
        )
    ]
    # sorted() is stable: equal points stay in the order of the list.
    return sorted(front, key=lambda place: points[place][0])
    ### END SOLUTION


# %% check
check(evaluation.pareto_front)

# %% [markdown]
# All four networks on 2,000 pictures: this takes longer than the cells before.
# `show_pareto` calls your function.

# %%
train = data.Split(
    *data.stratified_subset(dataset.train.images, dataset.train.labels, 2000, seed=1)
)
points = {}
for name, network in networks.items():
    training.fit(network, train, epochs=8, seed=1)
    probabilities = training.predict(network, dataset.validation.images)
    accuracy = evaluation.accuracy(probabilities, dataset.validation.labels)
    points[name] = (network.count_params(), accuracy)
    print(f"{name}: {accuracy:.3f}")
plots.show_pareto(points, score="validation accuracy")

# %% [markdown]
# ## 5. The best under 12,810 parameters
#
# Now you know what a layer costs. Build the best network that you can for less
# than CNN V1 costs. Where do parameters help most: in a dense layer, or in a
# kernel that works at every place?


# %% task
@solves(models.build_small_cnn)
def build_small_cnn(input_shape=(28, 28, 1), num_classes=10):
    ### BEGIN SOLUTION
    x = inputs = keras.Input(input_shape)
    for filters in (16, 24):
        x = keras.layers.Conv2D(filters, 3, activation="relu")(x)
        x = keras.layers.AveragePooling2D(2)(x)
    # No hidden dense layer: it would cost more than everything else.
    x = keras.layers.Flatten()(x)
    return keras.Model(inputs, keras.layers.Dense(num_classes, activation="softmax")(x))
    ### END SOLUTION


# %% check
check(models.build_small_cnn)

# %% [markdown]
# The checks ask whether it is a sound network within the budget that finds a pattern
# wherever it lies. How good it is with real pictures, the validation pictures say here.
# It trains with the settings of the last training of the page. What helps most?

# %%
mine = models.build_small_cnn()
training.fit(mine, train, epochs=20, learning_rate=1e-2, schedule="cosine", warmup_epochs=1, seed=1)
validation = dataset.validation
number = min(3000, len(validation.labels) - 1)
judged, labels = data.stratified_subset(validation.images, validation.labels, number, seed=1)
accuracy = evaluation.accuracy(training.predict(mine, judged), labels)
print(f"{mine.count_params():,} of 12,809 parameters, accuracy {accuracy:.3f}")
