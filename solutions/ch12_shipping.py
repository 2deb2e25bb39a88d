# %% [markdown]
# # Hand the model to someone else
#
# A network that works in your notebook is not yet of use to anybody else. You
# write what stands between it and the world: a quick way to ask it, proof that
# a copy says the same, an answer for every request, and a page that says what it
# can and cannot do.

# %%
import fashionlab

fashionlab.start("ch12_shipping")

import json
import string
import tempfile

import keras
import numpy as np
import tensorflow as tf

from fashionlab import check, data, evaluation, models, serving, solves, training

dataset = data.load(data.best_available())
keras.utils.set_random_seed(1)
model = models.build_cnn_v1()
train = data.Split(
    *data.stratified_subset(dataset.train.images, dataset.train.labels, 2000, seed=1)
)
training.fit(model, train, epochs=6, learning_rate=2e-3, seed=1)
pictures, labels = dataset.validation.images, dataset.validation.labels

# %% [markdown]
# ## 1. One picture, please
#
# Somebody has one picture and wants one answer. All of the way belongs into the
# function: the division by 255, the axes, the network. Then nobody can forget a
# part of it.


# %% task
@solves(serving.make_predictor)
def make_predictor(model):
    ### BEGIN SOLUTION
    shape = model.input_shape[1:3]

    @tf.function
    def compiled(image):
        scaled = tf.cast(image, tf.float32) / 255.0
        return model(scaled[tf.newaxis, ..., tf.newaxis], training=False)[0]

    def predict(image):
        if image.dtype != np.uint8 or image.shape != shape:
            raise ValueError(
                f"Expected a uint8 image of shape {shape}. "
                f"Received: {image.dtype} of shape {image.shape}."
            )
        return compiled(tf.constant(image)).numpy()

    predict(np.zeros(shape, np.uint8))  # compiles now: the first one who asks need not wait
    return predict
    ### END SOLUTION


# %% check
check(serving.make_predictor)

# %% [markdown]
# **Predict, then run:** the same pictures, prepared otherwise than in training.
# How many does the network still get right?

# %%
ask = serving.make_predictor(model)
ways = {
    "as in training": pictures[:500],
    "dark on white": 255 - pictures[:500],
    "half as bright": pictures[:500] // 2,
}
for name, changed in ways.items():
    right = np.mean([ask(each).argmax() == label for each, label in zip(changed, labels)])
    print(f"{name}: {right:.3f}")

# %% [markdown]
# ## 2. Does the copy say the same?
#
# For a phone the network is written to a TFLite file. That is another program,
# with other arithmetic. You measure how far its answers are from the original's.


# %% task
@solves(serving.measure_parity)
def measure_parity(expected, received, *, tolerance=1e-5):
    ### BEGIN SOLUTION
    expected, received = np.asarray(expected), np.asarray(received)
    if expected.shape != received.shape or not len(expected):
        raise ValueError(
            "Expected two arrays of the same shape, with at least one row. "
            f"Received: {expected.shape} and {received.shape}."
        )
    largest = float(np.abs(expected - received).max())
    same = expected.argmax(axis=1) == received.argmax(axis=1)
    # A comparison with nan is False, so nan does not pass.
    return {
        "largest_difference": largest,
        "same_class": float(same.mean()),
        "passed": largest <= tolerance,
    }
    ### END SOLUTION


# %% check
check(serving.measure_parity)

# %% [markdown]
# The library's `check_parity` runs both versions and calls your function. A file
# with 8-bit weights is much smaller. What does that cost?

# %%
with tempfile.TemporaryDirectory() as folder:
    for quantize, tolerance in ((None, 1e-5), ("dynamic_range", 0.05)):
        path = serving.export_tflite(model, f"{folder}/model.tflite", quantize=quantize)
        parity = serving.check_parity(model, path, pictures[:500], tolerance)
        print(f"{path.stat().st_size:,} bytes: {parity}")

# %% [markdown]
# ## 3. Answer everybody
#
# An API gets bytes from strangers. Most are in a hurry, some are malicious, and
# your own program will have a bug. Each gets an answer that helps.


# %% task
@solves(serving.handle_request)
def handle_request(body, predict, class_names, *, image_shape=(28, 28), max_bytes=20_000):
    ### BEGIN SOLUTION
    def refuse(status, sentence):
        return status, json.dumps({"error": sentence})

    height, width = image_shape
    if len(body) > max_bytes:
        return refuse(413, f"Expected at most {max_bytes} bytes. Received: {len(body)}.")
    try:
        request = json.loads(body)
    except (ValueError, RecursionError):
        return refuse(400, 'Expected JSON, such as {"image": [[0, 12, ...], ...]}.')
    rows = request.get("image") if isinstance(request, dict) else None
    if not (
        isinstance(rows, list)
        and len(rows) == height
        and all(isinstance(row, list) and len(row) == width for row in rows)
    ):
        return refuse(422, f'Expected "image" to be {height} rows of {width} numbers.')
    if not all(type(value) is int and 0 <= value <= 255 for row in rows for value in row):
        return refuse(422, "Expected whole numbers from 0 to 255. Received: something else.")
    try:
        probabilities = np.asarray(predict(np.array(rows, np.uint8)), dtype=float)
        if not np.isfinite(probabilities).all():
            raise ValueError("nan")
        best = int(probabilities.argmax())
    except Exception:
        return refuse(500, "The server failed. It is not your fault. Please try again later.")
    answer = {"class_name": class_names[best], "probability": float(probabilities[best])}
    return 200, json.dumps(answer)
    ### END SOLUTION


# %% check
check(serving.handle_request)

# %% [markdown]
# **Predict, then run:** which status does each of these get?

# %%
bodies = {
    "a picture": json.dumps({"image": pictures[0].tolist()}).encode(),
    "a picture as floats": json.dumps({"image": (pictures[0] / 255).tolist()}).encode(),
    "a word": b"hello",
    "a bracket that never closes": b"[" * 15_000,
}
for name, body in bodies.items():
    print(f"{name}: {serving.handle_request(body, ask, dataset.class_names)}")

# %% [markdown]
# ## 4. Say what it is
#
# Whoever gets the model knows nothing of your notebook. One page has to say what
# it learned from, how good it is and how sure that is, and what it cannot do.


# %% task
@solves(serving.model_card)
def model_card(figures):
    ### BEGIN SOLUTION
    for key in ("name", "dataset", "train_images", "evaluated_on", "accuracies", "limits"):
        if not figures.get(key):
            raise ValueError(f"Expected the entry {key!r}. Received: none. Measure it, or ask.")
    accuracies = figures["accuracies"]
    if not all(0 <= each <= 1 for each in accuracies):
        raise ValueError(f"Expected accuracies from 0 to 1. Received: {accuracies}.")

    def plain(text):
        line = " ".join(text.split())
        return "".join(f"\\{sign}" if sign in string.punctuation else sign for sign in line)

    mean = 100 * np.mean(accuracies)
    result = f"{mean:.1f} % (1 seed)"
    if len(accuracies) > 1:
        spread = 100 * np.std(accuracies, ddof=1)
        result = f"{mean:.1f} % ± {spread:.1f} ({len(accuracies)} seeds)"
    return "\n\n".join(
        [
            f"# Model card: {plain(figures['name'])}",
            "## Data",
            f"Trained on {figures['train_images']:,} images of {plain(figures['dataset'])}.",
            "## Results",
            f"Accuracy on {plain(figures['evaluated_on'])}: {result}.",
            "## Limits",
            "\n".join(f"- {plain(limit)}" for limit in figures["limits"]),
        ]
    )
    ### END SOLUTION


# %% check
check(serving.model_card)

# %%
probabilities = training.predict(model, pictures)
print(
    serving.model_card(
        {
            "name": "CNN V1",
            "dataset": dataset.name,
            "train_images": len(train),
            "evaluated_on": "validation images",
            "accuracies": [evaluation.accuracy(probabilities, labels)],
            "limits": ["It names a class for every picture, also for one of a cat."],
        }
    )
)

# %% [markdown]
# ## The whole parcel
#
# Train with three seeds, so that the card has a spread; write the card beside
# the TFLite file; and give both to somebody who has never seen this notebook.
# What do they ask first? Put the answer on the card.
