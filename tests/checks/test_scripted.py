"""The scripted training calls callbacks as a real one does."""

import keras
import numpy as np
import pytest

from fashionlab.checks.curves import expected_run, runs
from fashionlab.checks.questions import Setting
from fashionlab.checks.scripted import MISSING, UNREADABLE, follow

EPOCHS = 3


def spy(calls):
    """A callback that notes what is called, with what."""

    def note(name):
        def called(self, *args, logs=None):
            calls.append((name, *map(int, args), sorted(logs or {})))

        return called

    hooks = [
        f"on_{what}_{when}"
        for what in ("train", "epoch", "test", "train_batch", "test_batch")
        for when in ("begin", "end")
    ]
    kinds = {}
    for hook in hooks:
        note_it = note(hook)
        if "batch" in hook or "epoch" in hook:
            kinds[hook] = lambda self, index, logs=None, n=note_it: n(self, index, logs=logs)
        else:
            kinds[hook] = lambda self, logs=None, n=note_it: n(self, logs=logs)
    return type("Spy", (keras.callbacks.Callback,), kinds)()


def test_callbacks_are_called_as_model_fit_calls_them():
    real, scripted = [], []
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(2, activation="softmax")])
    model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
    examples = (np.ones((1, 1), np.float32), np.zeros(1, np.int32))
    model.fit(*examples, validation_data=examples, epochs=EPOCHS, callbacks=[spy(real)], verbose=0)
    follow(np.full((4, EPOCHS), 0.5), lambda path: [spy(scripted)])
    assert scripted == real


def test_without_callbacks_nothing_is_kept():
    run = follow(np.full((4, EPOCHS), 0.5), lambda path: [])
    last = float(EPOCHS)
    nothing = [MISSING] * EPOCHS
    assert run == {"epochs": EPOCHS, "ends_with": last, "averages": last, "on_disk": nothing}


def test_a_file_of_another_kind_is_told():
    def make(path):
        def write(epoch, logs):
            with open(path, "w") as file:
                file.write("weights")

        return [keras.callbacks.LambdaCallback(on_epoch_end=write)]

    assert follow(np.full((4, 1), 0.5), make)["on_disk"] == [UNREADABLE]


@pytest.mark.parametrize(
    "settings", [{}, {"stops": False}, {"ties": True}, {"misleads": True}, {"turns_at_once": True}]
)
def test_keras_own_callbacks_do_what_is_expected_of_them(settings):
    fields, _ = runs((1, 2, 4), **settings)(Setting(np.random.default_rng(5), "none"))
    for script, variant in zip(fields["scripts"], fields["variants"], strict=True):

        def make(path, variant=variant):
            return [
                keras.callbacks.ModelCheckpoint(path, save_best_only=True, save_weights_only=True),
                keras.callbacks.EarlyStopping(restore_best_weights=True, **variant),
            ]

        assert follow(script, make) == expected_run(script, **variant)
