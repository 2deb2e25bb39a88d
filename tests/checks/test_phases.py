"""What a solution does to the thawed base and in two phases is seen as it is."""

import numpy as np
import pytest

from fashionlab.checks.adam import HEAD, TOP, train
from fashionlab.checks.ch09_phases import runs
from fashionlab.checks.ch09_thaw import LAYERS, bases
from fashionlab.checks.phases import train_by
from fashionlab.checks.questions import Setting
from fashionlab.checks.thawed import build_base, thaw_by
from fashionlab.quiet import import_keras


def drawn(share, seed=0):
    return share(Setting(np.random.default_rng(seed), "synthetic_fashion"))[0]


def fit(model, batches, rate, epochs):
    keras = import_keras()
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="sparse_categorical_crossentropy")
    return model.fit(batches, epochs=epochs, shuffle=False, verbose=0).history["loss"]


def test_adam_in_numpy_takes_the_steps_of_keras():
    (run,) = drawn(runs({}))["runs"]

    def two_phases(model, thaw, batches):
        losses = fit(model, batches, 0.02, 2)
        thaw()
        return losses + fit(model, batches, 0.003, 3)

    told = train_by({**run, "kwargs": {}}, two_phases)
    head = train(run, run["weights"], learning=HEAD, rate=0.02, epochs=2)
    both = train(run, head.weights, learning=TOP, rate=0.003, epochs=3)
    np.testing.assert_allclose(told["value"], head.losses + both.losses, atol=1e-5)
    for received, expected in (("at_thaw", head), ("at_the_end", both)):
        for got, wanted in zip(told[received], expected.weights, strict=True):
            np.testing.assert_allclose(got, wanted, atol=1e-5)


def test_a_training_without_a_thaw_is_told():
    (run,) = drawn(runs({"epochs": (1, 1)}))["runs"]
    told = train_by(run, lambda model, thaw, batches, epochs: 7)
    assert (told["value"], told["at_thaw"]) == (7, [])
    for got, before in zip(told["at_the_end"], run["weights"], strict=True):
        np.testing.assert_array_equal(got, before)


def test_the_base_has_the_layers_that_its_check_knows():
    question = drawn(bases())
    base = build_base(question["weights"], question["image_size"])
    assert [layer.name for layer in base.layers] == [name for name, _, _ in LAYERS]
    shapes = [shape for _, _, shapes in LAYERS for shape in shapes]
    assert [weight.shape for weight in base.get_weights()] == shapes


@pytest.mark.parametrize(
    ("frozen", "moved"), [("all", set()), ("none", {name for name, _, shapes in LAYERS if shapes})]
)
def test_each_script_begins_with_the_base_as_it_says(frozen, moved):
    """Also behind a script in which a solution has left its mark."""
    script = {"frozen": frozen, "calls": [0]}
    question = drawn(bases({"frozen": "some", "calls": [3]}, script))

    def thaw(base, layers):
        if layers:
            base.layers[1].trainable = frozen == "all"
        return layers

    first, told = thaw_by({**question, "trained": True}, thaw)
    assert (first["value"], told["value"]) == (3, 0)
    before, after = iter(question["weights"]), iter(told["base"])
    changed = {
        name
        for name, _, shapes in LAYERS
        for _ in shapes
        if not np.array_equal(next(before), next(after))
    }
    assert changed == moved
