"""fit: what it returns, what the model holds, what it refuses."""

import sys

import numpy as np
import pytest

from fashionlab import data, evaluation, pipelines, training
from fashionlab.errors import InvalidArgument, TrainingDiverged
from fashionlab.quiet import import_keras
from fashionlab.tasks import solution_of, solves


@pytest.fixture(scope="module")
def misled(validation):
    """Examples with wrong labels: the better a model learns, the worse it does on them."""
    return data.Split(validation.images, (validation.labels + 1) % 10)


@pytest.fixture(scope="module")
def fitted(build, train, misled):
    """One run, looked at from several sides."""
    from fashionlab.filling import fill_from
    from fashionlab.tasks import separate_solutions

    from .conftest import ROOT

    told = []
    model = build(normalize=False)
    with separate_solutions():
        fill_from(ROOT / "solutions")
        run = training.fit(
            model, train, misled, epochs=4, learning_rate=0.01, seed=3,
            on_epoch=lambda *args: told.append(args),
        )  # fmt: skip
    return model, run, told


def test_a_run_says_what_happened(fitted):
    run = fitted[1]
    assert set(run.history) == {"loss", "accuracy", "val_loss", "val_accuracy"}
    assert {len(values) for values in run.history.values()} == {4}
    assert run.history["loss"][-1] < run.history["loss"][0]
    assert (run.seed, run.epochs_run, run.recipe.learning_rate) == (3, 4, 0.01)
    assert run.best_epoch == 1 + int(np.argmin(run.history["val_loss"]))
    assert run.seconds > 0
    assert run.cpu_seconds > 0
    assert {"python", "keras", "numpy"} <= set(run.versions)


def test_every_epoch_is_told(fitted):
    _, run, told = fitted
    assert [(epoch, epochs) for epoch, epochs, _ in told] == [(n, 4) for n in (1, 2, 3, 4)]
    assert [logs["val_loss"] for *_, logs in told] == run.history["val_loss"]


def test_the_model_holds_the_weights_of_the_best_epoch(fitted, misled):
    model, run, _ = fitted
    assert run.best_epoch < 4  # else the last weights would do
    loss = evaluation.cross_entropy(training.predict(model, misled.images), misled.labels)
    assert loss == pytest.approx(min(run.history["val_loss"]), rel=1e-5)


def test_without_validation_the_model_holds_the_last_weights(build, train, same):
    model, last = build(), build()
    run = training.fit(
        model, train, epochs=2, on_epoch=lambda *_: last.set_weights(model.get_weights())
    )
    assert (run.best_epoch, run.epochs_run) == (None, 2)
    assert same(model, last)
    assert not same(model, build())


def test_the_learners_own_pipeline_feeds_the_model(build, train):
    reference, asked = solution_of("pipelines.make_dataset"), []

    @solves(pipelines.make_dataset)
    def make_dataset(images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None):
        asked.append((len(images), batch_size, shuffle, seed))
        return reference(
            images, labels, batch_size=batch_size, shuffle=shuffle, seed=seed,
            preprocess=preprocess,
        )  # fmt: skip

    training.fit(build(), train, train, epochs=1, batch_size=80, seed=5)
    assert asked == [(240, 80, True, 5), (240, 256, False, 0)]


def test_images_come_at_the_size_and_colour_the_model_takes(build, train):
    model = build((16, 20, 3))
    training.fit(model, train, train, epochs=1)
    assert training.predict(model, train.images[:5]).shape == (5, 10)


def test_a_model_that_waits_for_its_first_batch(train):
    import keras

    class Late(keras.Model):
        def __init__(self):
            super().__init__()
            self.flatten = keras.layers.Flatten()
            self.dense = keras.layers.Dense(10, activation="softmax")

        def call(self, inputs):
            return self.dense(self.flatten(inputs))

    assert training.fit(Late(), train, epochs=1).epochs_run == 1


def test_augmentation_mixing_and_smoothing_train_too(build, train, validation, tmp_path, same):
    recipe = training.Recipe(
        epochs=3, augment=("flip", "shift"), mixup=0.2, cutmix=0.5, label_smoothing=0.1,
        schedule="one_cycle", learning_rate=0.05, batch_size=32,
    )  # fmt: skip
    model = build(normalize=False)
    run = training.fit(model, train, validation, recipe=recipe)
    assert run.history["loss"][-1] < run.history["loss"][0]
    assert len(run.history["learning_rate"]) == 3
    # Left with Keras's own loss and optimizer, so that it can be loaded without fashionlab.
    model.save(tmp_path / "model.keras")
    loaded = import_keras().models.load_model(tmp_path / "model.keras")
    assert same(loaded, model)
    assert loaded.loss == "sparse_categorical_crossentropy"


def test_early_stopping_counts_epochs_without_progress(build, train, validation):
    run = training.fit(
        build(), train, validation, epochs=30, patience=2, learning_rate=0.3, batch_size=32
    )
    losses = run.history["val_loss"]
    assert run.epochs_run == len(losses) < 30
    assert run.epochs_run == run.best_epoch + 2
    assert min(losses) == losses[run.best_epoch - 1]


# --- What goes wrong ---------------------------------------------------------------------


def test_nan_among_the_inputs_stops_and_leaves_the_weights(build, arrays, same):
    inputs = arrays[0].copy()
    inputs[17, 3] = np.nan
    model = build((49,))
    with pytest.raises(TrainingDiverged, match=r"loss became nan in epoch 1 of 5.*started with"):
        training.fit(model, (inputs, arrays[1]))
    assert same(model, build((49,)))


def test_a_loss_that_turns_nan_leaves_the_last_good_weights(build, arrays, tmp_path, same):
    def spoil(epoch, epochs, logs):
        if epoch == 2:
            good.set_weights(model.get_weights())
            inputs[:] = np.nan

    inputs = arrays[0].copy()
    model, good = build((49,)), build((49,))
    with pytest.raises(TrainingDiverged, match=r"epoch 3 of 5.*after epoch 2.*\(0\.001\)"):
        training.fit(model, (inputs, arrays[1]), folder=tmp_path, on_epoch=spoil)
    assert same(model, good)
    good.load_weights(tmp_path / "best.weights.h5")
    assert same(model, good)


def test_a_validation_loss_of_nan_is_no_best(build, arrays):
    inputs = np.full((20, 49), np.nan, np.float32)
    with pytest.raises(TrainingDiverged, match="val_loss became nan in epoch 1"):
        training.fit(build((49,)), arrays, (inputs, arrays[1][:20]), epochs=1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda x, y: x, "of type ndarray"),
        (lambda x, y: (x.tolist(), y), r"train=\(list, ndarray\)"),
        (lambda x, y: (np.uint8(x * 255), y), r"uint8 \(240, 49\).*data\.Split"),
        (lambda x, y: (x, y[:100]), r"\(240, 49\) and uint8 \(100,\)"),
        (lambda x, y: (x, np.eye(10)[y]), r"float64 \(240, 10\)"),
        (lambda x, y: (x[:0], y[:0]), r"\(0, 49\)"),
        (lambda x, y: data.Split(np.zeros((0, 28, 28), np.uint8), y[:0]), "at least one image"),
    ],
)
def test_examples_that_cannot_be_trained_on_are_refused(arrays, change, said):
    with pytest.raises(InvalidArgument, match=said):
        training.fit(None, change(*arrays))


@pytest.mark.parametrize("settings", [{"patience": 3}, {"schedule": "plateau"}])
def test_what_watches_the_validation_loss_needs_one(arrays, settings):
    with pytest.raises(InvalidArgument, match="watches the validation loss"):
        training.fit(None, arrays, **settings)


def test_arrays_are_not_augmented(build, arrays):
    with pytest.raises(InvalidArgument, match=r"train to be a data\.Split"):
        training.fit(build((49,)), arrays, mixup=0.2)


def test_nothing_heavy_is_imported_with_the_package():
    import subprocess

    code = "import sys, fashionlab.training; print('keras' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    assert sorted(training.__all__) == training.__all__
