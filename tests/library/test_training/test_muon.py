"""Muon's steps: orthogonal for kernels, Adam's for everything else."""

import numpy as np
import pytest

from fashionlab.quiet import import_keras
from fashionlab.training.muon import muon

RATE = 0.01
# Keras's Muon scales a step to be about as long as Adam's (Liu et al. 2025).
SCALE = 0.2


@pytest.fixture
def model():
    keras = import_keras()
    layers = keras.layers
    keras.utils.set_random_seed(0)
    return keras.Sequential(
        [
            keras.Input((8, 8, 3)),
            layers.Conv2D(6, 3, name="conv"),
            layers.DepthwiseConv2D(3),
            layers.BatchNormalization(),
            layers.Flatten(),
            layers.Dense(20, name="hidden"),
            layers.Dense(4, activation="softmax", name="output"),
        ]
    )


def steps_of(optimizer, model, gradients):
    variables = model.trainable_variables
    before = [variable.numpy() for variable in variables]
    optimizer.build(variables)
    optimizer.apply([np.float32(gradient) for gradient in gradients], variables)
    return [old - new.numpy() for old, new in zip(before, variables, strict=True)]


@pytest.fixture
def gradients(model):
    rng = np.random.default_rng(1)
    return [rng.normal(size=variable.shape) for variable in model.trainable_variables]


def named(model, steps):
    return {
        variable.path.removeprefix(f"{model.name}/"): step
        for variable, step in zip(model.trainable_variables, steps, strict=True)
    }


def test_hidden_kernels_step_equally_far_in_every_direction(model, gradients):
    steps = named(model, steps_of(muon(model, learning_rate=RATE), model, gradients))
    for path in ("conv", "hidden"):
        step = next(value for name, value in steps.items() if name == f"{path}/kernel")
        matrix = step.reshape(-1, step.shape[-1])
        lengths = np.linalg.svd(matrix, compute_uv=False) / (
            RATE * SCALE * np.sqrt(max(matrix.shape))
        )
        # Five rounds of Newton and Schulz bring them near 1, not onto it.
        assert lengths.min() > 0.6, path
        assert lengths.max() < 1.3, path


def test_everything_else_steps_as_adam_does(model, gradients):
    keras = import_keras()
    twin = keras.models.clone_model(model)
    twin.set_weights(model.get_weights())
    steps = named(model, steps_of(muon(model, learning_rate=RATE), model, gradients))
    adam = named(twin, steps_of(keras.optimizers.Adam(RATE), twin, gradients))
    same = [
        name
        for (name, step), other in zip(steps.items(), adam.values(), strict=True)
        if np.allclose(step, other, rtol=1e-3, atol=1e-7)
    ]
    kernels = {"conv/kernel", "hidden/kernel"}
    assert set(same) == set(steps) - kernels
    assert "output/kernel" in same


def test_a_convolution_steps_as_the_matrix_it_is():
    keras = import_keras()
    rng = np.random.default_rng(2)
    gradient = rng.normal(size=(3, 3, 2, 5))

    def step(layer, shape, gradient):
        model = keras.Sequential([keras.Input(shape), layer, keras.layers.Dense(2)])
        rest = [np.zeros(v.shape) for v in model.trainable_variables[1:]]
        return steps_of(muon(model, learning_rate=RATE), model, [gradient, *rest])[0]

    image = step(keras.layers.Conv2D(5, 3, use_bias=False), (6, 6, 2), gradient)
    rows = step(keras.layers.Dense(5, use_bias=False), (18,), gradient.reshape(18, 5))
    np.testing.assert_allclose(image.reshape(18, 5), rows, atol=1e-6)
