"""Run by test_jax in a process of its own, with KERAS_BACKEND=jax."""

import pathlib
import sys
import tempfile

import numpy as np

import fashionlab
from fashionlab import evaluation, training
from fashionlab.quiet import import_keras

keras = import_keras()
assert keras.config.backend() == "jax"
fashionlab.fill_from(sys.argv[1])

rng = np.random.default_rng(0)
labels = rng.integers(0, 4, 200)
inputs = np.float32(rng.normal(size=(200, 6)) + 2 * np.eye(6)[labels])
train, validation = (inputs[:120], labels[:120]), (inputs[120:], labels[120:])


def build(seed=7):
    keras.utils.set_random_seed(seed)
    layers = [keras.layers.Dense(16), keras.layers.BatchNormalization(), keras.layers.ReLU()]
    layers += [keras.layers.Dropout(0.2), keras.layers.Dense(4, activation="softmax")]
    return keras.Sequential([keras.Input((6,)), *layers])


def stop(epoch, epochs, logs):
    if epoch == 2:
        raise KeyboardInterrupt


recipe = training.Recipe(
    epochs=4, learning_rate=0.1, ema_momentum=0.8, schedule="one_cycle", label_smoothing=0.1,
    batch_size=20,
)  # fmt: skip
model, cut = build(), build()
run = training.fit(model, train, validation, recipe=recipe)
rows = training.predict(model, validation[0])
assert evaluation.accuracy(rows, validation[1]) > 0.7
smooth = 0.9 * np.eye(4)[validation[1]] + 0.1 / 4
loss = -(smooth * np.log(rows)).sum(axis=1).mean()
assert abs(loss - min(run.history["val_loss"])) < 1e-4, (loss, run.history)

folder = pathlib.Path(tempfile.mkdtemp())
try:
    training.fit(cut, train, validation, recipe=recipe, folder=folder, on_epoch=stop)
except KeyboardInterrupt:
    cut = build()
    again = training.fit(cut, train, validation, recipe=recipe, folder=folder)
assert again.history == run.history
assert np.array_equal(training.predict(cut, validation[0]), rows)

broken = train[0].copy()
broken[100:] = np.nan
try:
    training.fit(build(), (broken, train[1]), epochs=1, batch_size=20)
except fashionlab.errors.TrainingDiverged:
    pass
else:
    raise AssertionError("NaN went unnoticed")

try:
    training.predict(model, np.zeros((2, 28, 28), np.uint8))
except fashionlab.errors.InvalidArgument as error:
    assert "with Keras on jax" in str(error)  # noqa: PT017 - pytest is not running here
else:
    raise AssertionError("stored images went into tf.data")

assert "jax" in training.versions()
print("all of it")
