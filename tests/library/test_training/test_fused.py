"""Batch normalization as one operation: the same numbers, and no trace afterwards."""

import numpy as np
import pytest

from fashionlab import training
from fashionlab.quiet import import_keras
from fashionlab.training.fused import fused_normalization

keras = import_keras()
layers = keras.layers


class Own(layers.BatchNormalization):
    """A subclass may do anything in its call."""


def network(policy="float32"):
    keras.utils.set_random_seed(3)
    with training.precision(policy):
        inner = keras.Sequential(
            [
                keras.Input((6, 6, 4)),
                layers.Conv2D(4, 3, padding="same", use_bias=False),
                layers.BatchNormalization(name="inside"),
            ]
        )
        return keras.Sequential(
            [
                keras.Input((6, 6, 1)),
                layers.Conv2D(4, 3, padding="same", use_bias=False),
                layers.BatchNormalization(momentum=0.8, epsilon=0.01, name="outside"),
                layers.ReLU(),
                inner,
                layers.BatchNormalization(scale=False, name="unscaled"),
                Own(name="own"),
                layers.GlobalAveragePooling2D(),
                layers.BatchNormalization(name="flat"),
                layers.Dense(3, activation="softmax", dtype="float32"),
            ]
        )


def normalizations(model):
    found = {layer.name: layer for layer in model.layers if "Normalization" in repr(type(layer))}
    return {**found, "own": model.get_layer("own"), "inside": model.layers[3].layers[-1]}


def trained(model, *, fused, frozen=()):
    for name in frozen:
        normalizations(model)[name].trainable = False
    rng = np.random.default_rng(0)
    # Six images: a variance divided by n - 1 in place of n would differ by 0.5 % in places.
    images = rng.normal(2.0, 3.0, (6, 6, 6, 1)).astype(np.float32)
    labels = rng.integers(0, 3, 6)
    model.compile(keras.optimizers.SGD(0.1), "sparse_categorical_crossentropy")
    if fused:
        with fused_normalization(model):
            losses = [model.train_on_batch(images, labels) for _ in range(5)]
    else:
        losses = [model.train_on_batch(images, labels) for _ in range(5)]
    return losses, model.get_weights(), model.predict(images, verbose=0)


@pytest.mark.parametrize("frozen", [(), ("outside",)], ids=["all", "one_frozen"])
def test_losses_weights_and_averages_are_those_of_keras(frozen):
    usual = trained(network(), fused=False, frozen=frozen)
    fused = trained(network(), fused=True, frozen=frozen)
    np.testing.assert_allclose(fused[0], usual[0], rtol=1e-4)
    for ours, theirs in zip(fused[1], usual[1], strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-3, atol=1e-5)
    np.testing.assert_allclose(fused[2], usual[2], atol=1e-4)


def test_in_bfloat16_too_up_to_its_coarser_steps():
    usual = trained(network("mixed_bfloat16"), fused=False)
    fused = trained(network("mixed_bfloat16"), fused=True)
    assert np.abs(np.subtract(fused[0], usual[0])).max() < 0.05
    for name, layer in normalizations(network("mixed_bfloat16")).items():
        assert layer.moving_variance.dtype == "float32", name


def test_only_what_fits_runs_differently_and_only_inside():
    model = network()
    with fused_normalization(model):
        changed = {name for name, layer in normalizations(model).items() if "call" in vars(layer)}
    assert changed == {"outside", "inside"}
    assert not any("call" in vars(layer) for layer in normalizations(model).values())


def test_after_an_error_too():
    model = network()
    with pytest.raises(ZeroDivisionError), fused_normalization(model):
        raise ZeroDivisionError
    assert not any("call" in vars(layer) for layer in normalizations(model).values())


def test_training_uses_it(monkeypatch):
    seen = []
    model = network()
    monkeypatch.setattr(
        model, "fit", lambda *args, **more: seen.extend(vars(normalizations(model)["outside"]))
    )
    training.fit(model, (np.zeros((4, 6, 6, 1), np.float32), np.arange(4) % 3), epochs=1)
    assert "call" in seen
