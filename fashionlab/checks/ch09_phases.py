"""Checks of chapter 9: a training in two phases."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

from typing import Any

import numpy as np

from fashionlab import training
from fashionlab.checks.adam import HEAD, TOP, train
from fashionlab.checks.asserts import Mismatch, expect, expect_array, expect_close, expect_error
from fashionlab.checks.draws import Share
from fashionlab.checks.questions import Setting, train_in_phases
from fashionlab.checks.registry import check

INPUTS, LOWER, UPPER, CLASSES = 6, 5, 4, 3
IMAGES, BATCH_SIZE = 24, 8
# Of the rate. Float32 against float64, measured over 40 seeds: at most 4e-4. Another rate, or one
# epoch more or less, is 0.3 and more.
CLOSE = 0.02


def runs(*settings: dict[str, Any]) -> Share:
    """Draw a network and examples for it, for each of several sets of keyword arguments."""

    def one(rng: np.random.Generator, kwargs: dict[str, Any]) -> dict[str, Any]:
        sizes = ((INPUTS, LOWER), (LOWER, UPPER), (UPPER, CLASSES))
        return {
            "weights": [rng.normal(0, 0.6, size).astype(np.float32) for size in sizes],
            "images": rng.normal(0, 1, (IMAGES, INPUTS)).astype(np.float32),
            "labels": rng.permutation(np.arange(IMAGES) % CLASSES),
            "batch_size": BATCH_SIZE,
            "kwargs": kwargs,
        }

    def share(setting: Setting) -> tuple[dict[str, Any], dict[str, Any]]:
        return {"runs": [one(setting.rng, kwargs) for kwargs in settings]}, {}

    return share


def _settings(run):
    kwargs = {"epochs": (2, 3), "learning_rates": (1e-2, 1e-5), **run["kwargs"]}
    return *kwargs["epochs"], *kwargs["learning_rates"]


def _told(run):
    first, second, rate, small = _settings(run)
    return f"epochs=({first}, {second}), learning_rates=({rate:g}, {small:g})"


def _near(received, expected, rate):
    """Whether weights are those that were expected, up to a small part of a step."""
    return all(
        np.allclose(got, wanted, rtol=0, atol=max(CLOSE * rate, 1e-6))
        for got, wanted in zip(received, expected, strict=True)
    )


def _expect_thaw(told):
    if not told["at_thaw"]:
        raise Mismatch(
            "Expected a call of thaw. Received: none.",
            "thaw() between the two phases. Without it only the head learns.",
        )


@check(
    training.fine_tune,
    ask=train_in_phases(runs({"epochs": (3, 1), "learning_rates": (0.03, 0.003)})),
)
def the_head_learns_first(answer, asked):
    """When thaw is called the head has been trained, for the first number of epochs."""
    (told,), (run,) = answer, asked.fields["runs"]
    _expect_thaw(told)
    first, second, rate, small = _settings(run)
    start, received = run["weights"], told["at_thaw"]

    def after(epochs, rate):
        return train(run, start, learning=HEAD, rate=rate, epochs=epochs).weights

    if _near(received, after(first, rate), rate):
        return
    readings = {
        "a head that has not been trained": start,
        "the second learning rate": after(first, small),
        "the second number of epochs": after(second, rate),
        "the numbers of epochs of both phases": after(first + second, rate),
        "numbers and rates of the second phase": after(second, small),
    }
    found = [name for name, weights in readings.items() if _near(received, weights, small)]
    raise Mismatch(
        f"Expected, with {_told(run)}, a head that Adam has trained for {first} epochs with a "
        f"rate of {rate:g} when thaw is called. Received: {found[0] if found else 'another head'}.",
        "First compile and fit, then thaw. model.compile(optimizer=keras.optimizers.Adam(rate), "
        'loss="sparse_categorical_crossentropy"), and nothing else that changes the steps.',
    )


@check(
    training.fine_tune,
    ask=train_in_phases(runs({"epochs": (1, 2), "learning_rates": (0.02, 0.004)})),
)
def the_thawed_top_learns(answer):
    """After the thaw the top of the base learns as well, and the rest stays frozen."""
    (told,) = answer
    _expect_thaw(told)
    pairs = zip(told["at_the_end"], told["at_thaw"], strict=True)
    still = [np.array_equal(*pair) for pair in pairs]
    expect(
        not still[1],
        "Expected what thaw lets learn to learn in the second phase. Received: it is still the "
        "same.",
        "Compile again after thaw(): what is trained is settled when a model is compiled and "
        "first fitted, and fit goes on with that. There is no warning.",
    )
    expect(
        not still[2],
        "Expected the head to go on learning after the thaw. Received: it is as it was then.",
        "Head and top learn together in the second phase.",
    )
    expect(
        still[0],
        "Expected the lower part of the base, which thaw leaves frozen, to stay as it is. "
        "Received: it changed.",
        "What learns is the matter of thaw alone: do not set trainable yourself.",
    )


@check(
    training.fine_tune,
    ask=train_in_phases(runs({"epochs": (1, 3), "learning_rates": (0.04, 0.002)})),
)
def the_second_phase_takes_small_steps(answer, asked):
    """After the thaw a new Adam goes on, with the second rate and number of epochs."""
    (told,), (run,) = answer, asked.fields["runs"]
    _expect_thaw(told)
    first, second, rate, small = _settings(run)
    received = told["at_the_end"]

    def after(epochs, rate, learning=TOP):
        return train(run, told["at_thaw"], learning=learning, rate=rate, epochs=epochs).weights

    if _near(received, after(second, small), small):
        return
    readings = {
        "steps of the first learning rate": after(second, rate),
        "the first number of epochs": after(first, small),
        "the first number of epochs, with the first learning rate": after(first, rate),
        "the numbers of epochs of both phases": after(first + second, small),
        "only the difference of the two numbers of epochs": after(second - first, small),
        "a head that learned alone": after(second, small, HEAD),
        "a head that learned alone, with the first learning rate": after(second, rate, HEAD),
        "no training after the thaw": told["at_thaw"],
    }
    found = [name for name, weights in readings.items() if _near(received, weights, small)]
    raise Mismatch(
        f"Expected, with {_told(run)}, {second} epochs of Adam with a rate of {small:g} after the "
        f"thaw. Received: {found[0] if found else 'another training'}.",
        "After thaw(): model.compile with a new keras.optimizers.Adam(learning_rates[1]), and "
        "model.fit(batches, epochs=epochs[1]).",
    )


@check(training.fine_tune, ask=train_in_phases(runs({})))
def tells_the_loss_of_every_epoch(answer, asked):
    """It returns the losses of both phases in a row."""
    (told,), (run,) = answer, asked.fields["runs"]
    first, second, rate, small = _settings(run)
    head = train(run, run["weights"], learning=HEAD, rate=rate, epochs=first)
    both = train(run, head.weights, learning=TOP, rate=small, epochs=second)
    received = expect_array(
        told["value"],
        what="the list of losses",
        shape=(first + second,),
        hint='model.fit(...).history["loss"] is the list of one phase. Join the two with +.',
    )
    expect_close(
        received,
        np.array(head.losses + both.losses),
        what="the list of losses",
        tolerance=1e-3,
        hint="Those of the first phase come first.",
    )


@check(
    training.fine_tune,
    ask=train_in_phases(
        runs(
            {"epochs": (1, 1), "learning_rates": (1e-3, 1e-2)},
            {"epochs": (1, 1), "learning_rates": (1e-2, 1e-2)},
        ),
        refused=True,
    ),
)
def refuses_steps_that_do_not_get_smaller(answer, asked):
    """A second rate that is as large as the first, or larger, is an error, before anything else."""
    for told, run in zip(answer, asked.fields["runs"], strict=True):
        expect_error(
            told["value"],
            "ValueError",
            when="learning_rates is ({:g}, {:g})".format(*run["kwargs"]["learning_rates"]),
            hint="Test `if not learning_rates[1] < learning_rates[0]:` first, and "
            "`raise ValueError(...)`.",
        )
        expect(
            not told["at_thaw"] and _near(told["at_the_end"], run["weights"], 0.0),
            "Expected nothing to be trained or thawed before the error. Received: a model that "
            "was.",
            "Test the rates in the first lines.",
        )
