"""What each setting of a recipe does to a model."""

import numpy as np
import pytest

from fashionlab import training
from fashionlab.errors import InvalidArgument
from fashionlab.training.keeper import Keeper
from fashionlab.training.losses import accuracy, cross_entropy
from fashionlab.training.optimizers import build_optimizer, compile_model
from fashionlab.training.recipe import Recipe
from fashionlab.training.schedules import learning_rate


def rates(recipe, steps_per_epoch):
    schedule = learning_rate(recipe, steps_per_epoch)
    return np.array([float(schedule(step)) for step in range(recipe.epochs * steps_per_epoch + 1)])


def test_cosine_warms_up_in_a_line_and_falls_to_nothing():
    measured = rates(Recipe(epochs=10, schedule="cosine", warmup_epochs=1.5, learning_rate=0.2), 10)
    step = np.arange(101)
    fall = 0.1 * (1 + np.cos(np.pi * (step - 15) / 85))
    np.testing.assert_allclose(measured, np.where(step < 15, 0.2 * step / 15, fall), atol=1e-6)


def test_cosine_without_warm_up_starts_at_the_top():
    measured = rates(Recipe(epochs=2, schedule="cosine", learning_rate=0.2), 5)
    assert measured[0] == pytest.approx(0.2)
    assert measured[5] == pytest.approx(0.1)
    assert measured[10] == pytest.approx(0.0, abs=1e-7)


def test_one_cycle_goes_up_down_and_far_down():
    measured = rates(Recipe(epochs=4, schedule="one_cycle", learning_rate=0.5), 50)
    corners = np.interp(np.arange(201), [0, 90, 180, 200], [0.05, 0.5, 0.05, 0.0005])
    np.testing.assert_allclose(measured, corners, rtol=1e-4)


def test_plateau_halves_the_rate_when_the_loss_stays(build, arrays):
    labels = np.random.default_rng(0).integers(0, 10, 240)  # nothing to learn
    run = training.fit(
        build((49,)), arrays, (arrays[0], labels), epochs=8, schedule="plateau",
        learning_rate=0.08,
    )  # fmt: skip
    falling = run.history["learning_rate"]
    assert falling[0] == pytest.approx(0.08)
    assert falling[-1] < 0.05
    assert {round(0.08 / rate) for rate in falling} <= {1, 2, 4, 8}


@pytest.mark.parametrize("optimizer", ["adamw", "muon", "sgd"])
def test_weight_decay_leaves_biases_and_normalization_alone(build, optimizer):
    model = build()
    built = build_optimizer(
        model, Recipe(optimizer=optimizer, learning_rate=0.1, weight_decay=0.5), 10
    )
    for variable in model.trainable_variables:
        variable.assign(np.ones(variable.shape))
    variables = model.trainable_variables
    built.build(variables)
    built.apply([np.zeros(v.shape, np.float32) for v in variables], variables)
    after = {v.path.split("/", 1)[1].split("/")[-1]: float(v.numpy().max()) for v in variables}
    # One step without gradients takes off learning rate times decay of kernels: 5 %.
    assert after == pytest.approx({"kernel": 0.95, "bias": 1.0, "gamma": 1.0, "beta": 1.0})


def test_sgd_has_nesterov_momentum(build):
    optimizer = build_optimizer(build(), Recipe(optimizer="sgd"), 10)
    assert (optimizer.momentum, optimizer.nesterov) == (0.9, True)


def test_smoothed_loss_of_labels_and_of_rows():
    rng = np.random.default_rng(0)
    labels = np.array([0, 2, 1])
    probabilities = rng.dirichlet(np.ones(4), 3).astype(np.float32)
    smooth = 0.9 * np.eye(4)[labels] + 0.1 / 4
    expected = -(smooth * np.log(probabilities)).sum(axis=1)
    loss = cross_entropy(0.1)
    for given in (labels, labels[:, None], np.eye(4, dtype=np.float32)[labels]):
        np.testing.assert_allclose(loss(given, probabilities), expected, rtol=1e-5)
        right = probabilities.argmax(axis=1) == labels
        np.testing.assert_array_equal(accuracy(given, probabilities), right)


def test_four_batches_of_sixteen_act_like_one_of_sixty_four(build, arrays):
    examples = (arrays[0][:192], arrays[1][:192])
    models = [build((49,), dropout_rate=0.0, normalize=False) for _ in range(2)]
    training.fit(models[0], examples, epochs=1, batch_size=64, optimizer="sgd")
    training.fit(
        models[1], examples, epochs=1, batch_size=16, optimizer="sgd",
        gradient_accumulation_steps=4,
    )  # fmt: skip
    for one, other in zip(*(model.get_weights() for model in models), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-6)


def test_xla_is_a_switch(build):
    model = build()
    for switch in (False, True):
        compile_model(model, Recipe(jit_compile=switch), 10)
        assert model.jit_compile is switch


# --- The moving average ----------------------------------------------------------------------


@pytest.fixture
def steps(monkeypatch):
    """The trained weights after every step of the runs of a test."""
    seen, check = [], Keeper._check_batch

    def record(self, batch, logs=None):
        seen.append([v.numpy() for v in self._model.trainable_variables])
        return check(self, batch, logs)

    monkeypatch.setattr(Keeper, "_check_batch", record)
    return seen


def test_the_averaged_weights_are_measured_kept_and_saved(build, arrays, steps, tmp_path):
    model = build((49,), dropout_rate=0.0, normalize=False)
    run = training.fit(
        model, arrays, arrays, epochs=2, ema_momentum=0.8, learning_rate=0.01, folder=tmp_path
    )
    average = steps[0]
    for weights in steps[1:]:
        average = [0.8 * old + 0.2 * new for old, new in zip(average, weights, strict=True)]
    assert run.best_epoch == 2
    for expected, held in zip(average, model.get_weights(), strict=True):
        np.testing.assert_allclose(held, expected, atol=1e-6)
    probabilities = training.predict(model, arrays[0])
    loss = -np.log(probabilities[np.arange(240), arrays[1]]).mean()
    assert run.history["val_loss"][-1] == pytest.approx(loss, rel=1e-5)
    saved = build((49,), dropout_rate=0.0, normalize=False, seed=0)
    saved.load_weights(tmp_path / "best.weights.h5")
    np.testing.assert_array_equal(training.predict(saved, arrays[0]), probabilities)


def test_averaging_does_not_touch_the_training(build, arrays, steps):
    training.fit(build((49,)), arrays, arrays, epochs=3)
    plain = steps.copy()
    steps.clear()
    training.fit(build((49,)), arrays, arrays, epochs=3, ema_momentum=0.9)
    assert len(plain) == len(steps) == 12
    for one, other in zip(plain, steps, strict=True):
        for left, right in zip(one, other, strict=True):
            np.testing.assert_allclose(left, right, atol=1e-6)


# --- Mixed precision -------------------------------------------------------------------------


@pytest.mark.parametrize("policy", ["mixed_bfloat16", "mixed_float16"])
def test_mixed_precision_computes_small_and_answers_in_float32(build, arrays, policy):
    import keras

    with training.precision(policy):
        model = build((49,))
    assert keras.config.dtype_policy().name == "float32"
    run = training.fit(
        model, arrays, arrays, epochs=2, dtype_policy=policy, ema_momentum=0.9,
        gradient_accumulation_steps=2, learning_rate=0.02,
    )  # fmt: skip
    assert run.history["loss"][1] < run.history["loss"][0]
    assert model.layers[1].compute_dtype == policy.removeprefix("mixed_")
    assert {weight.dtype for weight in model.weights} == {"float32"}
    rows = np.asarray(model(arrays[0]))
    assert rows.dtype == np.float32
    np.testing.assert_allclose(rows.sum(axis=1), 1, atol=1e-5)


def test_a_policy_is_put_back_after_an_error():
    import keras

    with pytest.raises(ZeroDivisionError), training.precision("mixed_bfloat16"):
        raise ZeroDivisionError
    assert keras.config.dtype_policy().name == "float32"


def test_a_model_of_another_policy_is_refused(build, arrays):
    said = r"built under 'mixed_bfloat16'.*Received: one built under 'float32'"
    with pytest.raises(InvalidArgument, match=said):
        training.fit(build((49,)), arrays, dtype_policy="mixed_bfloat16")
    with pytest.raises(InvalidArgument, match="policy='float16'"), training.precision("float16"):
        pass
