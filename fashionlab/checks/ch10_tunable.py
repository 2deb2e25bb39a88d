"""Checks of chapter 10: a network whose settings a tuner chooses."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import itertools
import math
from collections.abc import Callable

import numpy as np
from scipy import special

from fashionlab import models
from fashionlab.checks.asserts import Mismatch, expect, expect_close
from fashionlab.checks.draws import Share
from fashionlab.checks.questions import tune_by_script
from fashionlab.checks.registry import check

NAMES = ("hidden_layers", "units", "activation", "dropout_rate", "learning_rate")
SOME = {"hidden_layers": 1, "units": 32, "activation": "relu", "dropout_rate": 0.0}
SOME = {**SOME, "learning_rate": 1e-3}
ACTIVATIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "relu": lambda x: np.maximum(x, 0),
    "gelu": lambda x: x * special.ndtr(x),
    "tanh": np.tanh,
}


def images_of(count: int = 8, shape: tuple[int, ...] = (5, 4, 1), num_classes: int = 3) -> Share:
    """Draw a few small images and labels."""

    def share(setting):
        images = setting.rng.random((count, *shape), dtype=np.float32)
        labels = setting.rng.integers(0, num_classes, count)
        return {"images": images, "labels": labels}, {}

    return share


def small(num_classes=3, **values):
    """A network on small images, with these answers of the tuner."""
    kwargs = {"input_shape": (5, 4, 1), "num_classes": num_classes}
    return {"values": {**SOME, **values}, "kwargs": kwargs}


# --- What is asked


def _asked(answer, name):
    found = [each for each in answer[0]["asked"] if each["name"] == name]
    expect(
        found,
        f'Expected hp to be asked for "{name}". '
        f"Received: {_listed(each['name'] for each in answer[0]['asked'])}.",
        f'hp.Int("units", ...), hp.Choice(...) or hp.Float(...) return the value of "{name}".',
    )
    return found[0]


def _listed(names):
    return ", ".join(sorted(repr(name)[:60] for name in names)) or "nothing"


MANY = 1000  # possible values; nobody lists more, and a step of 1 + 1e-9 makes billions


def _possible(asked):
    """The values that are possible, in order; None where there are endlessly many."""
    if asked["values"] is not None:
        return list(asked["values"])
    numbers = [asked[each] for each in ("low", "high", "step")]
    if any(number is None or not math.isfinite(number) for number in numbers):
        return None
    low, high, step = map(float, numbers)
    if not low < high or step <= 0:
        return None
    by_factors = asked["sampling"] == "log"  # a step is a factor, then
    if by_factors and (step <= 1 or low <= 0):
        return [low]
    steps = math.log(high / low) / math.log(step) if by_factors else (high - low) / step
    if not steps <= MANY:
        return None
    places = np.arange(math.floor(steps + 1e-9) + 1)
    # In NumPy, where a power that is too large is infinite, and no error.
    return (low * step**places if by_factors else low + places * step).tolist()


def _are(possible, wanted):
    """Whether the possible values are the wanted ones, in any order."""
    return (
        possible is not None
        and all(isinstance(each, (int, float)) for each in possible)
        and sorted(possible) == list(wanted)
    )


def _told(asked):
    if asked["values"] is not None:
        return f"{asked['kind']} of {str(asked['values'])[:100]}"
    step = f", step {asked['step']}" if asked["step"] not in (None, 1) else ""
    sampling = ", sampling by log" if asked["sampling"] == "log" else ""
    return f"{asked['kind']} from {asked['low']} to {asked['high']}{step}{sampling}"


@check(
    models.build_tunable_ann,
    ask=tune_by_script(images_of(), small(), small(hidden_layers=3), does="ask"),
)
def asks_for_the_five_settings(answer):
    """It asks for the five settings by their names, and for nothing else."""
    for told, layers in zip(answer, ("one hidden layer", "three hidden layers"), strict=True):
        names = [each["name"] for each in told["asked"]]
        expect(
            sorted(names) == sorted(NAMES),
            f"Expected hp to be asked for {_listed(NAMES)}, with {layers}. "
            f"Received: {_listed(names)}.",
            'The name is the first argument: hp.Int("units", 32, 256, step=32). One name for all '
            "layers is one setting.",
        )


@check(models.build_tunable_ann, ask=tune_by_script(images_of(), small(), does="ask"))
def one_to_three_hidden_layers(answer):
    """It may have 1, 2 or 3 hidden layers."""
    asked = _asked(answer, "hidden_layers")
    expect(
        _are(_possible(asked), [1, 2, 3]),
        f'Expected "hidden_layers" to be an Int from 1 to 3. Received: {_told(asked)}.',
        "Both limits of hp.Int are included: hp.Int(name, 1, 3).",
    )


@check(models.build_tunable_ann, ask=tune_by_script(images_of(), small(), does="ask"))
def units_in_steps_of_32(answer):
    """It may have 32, 64, 96, ... 256 units."""
    asked = _asked(answer, "units")
    expect(
        _are(_possible(asked), range(32, 257, 32)),
        f'Expected "units" to be an Int from 32 to 256 with step 32. Received: {_told(asked)}.',
        'hp.Int("units", 32, 256, step=32). Both limits are included.',
    )


@check(models.build_tunable_ann, ask=tune_by_script(images_of(), small(), does="ask"))
def three_activations(answer):
    """The activation may be relu, gelu or tanh."""
    asked = _asked(answer, "activation")
    possible = _possible(asked) or []
    expect(
        sorted(map(str, possible)) == ["gelu", "relu", "tanh"],
        f'Expected "activation" to be a Choice of relu, gelu and tanh. Received: {_told(asked)}.',
        'hp.Choice("activation", ["relu", "gelu", "tanh"])',
    )


def _expect_range(asked, low, high):
    name = asked["name"]
    expect(
        _possible(asked) is None and None not in (asked["low"], asked["high"]),
        f'Expected "{name}" to be a Float that may take any value. Received: {_told(asked)}.',
        "hp.Float without step.",
    )
    for limit, wanted in (("low", low), ("high", high)):
        received = asked[limit]
        expect(
            abs(received - wanted) <= 1e-9,
            f'Expected "{name}" to go from {low:g} to {high:g}. Received: {_told(asked)}.',
            "The limits are the second and the third argument of hp.Float.",
        )


@check(models.build_tunable_ann, ask=tune_by_script(images_of(), small(), does="ask"))
def drops_up_to_a_half(answer):
    """The dropout rate may be any number from 0 to 0.5, all alike."""
    asked = _asked(answer, "dropout_rate")
    _expect_range(asked, 0.0, 0.5)
    expect(
        asked["sampling"] in (None, "linear"),
        f'Expected "dropout_rate" to be drawn evenly. Received: {_told(asked)}.',
        "By factors is for learning rates. From 0 there is no factor to anything.",
    )


@check(models.build_tunable_ann, ask=tune_by_script(images_of(), small(), does="ask"))
def the_learning_rate_is_drawn_by_factors(answer):
    """The learning rate may be any number from 0.0001 to 0.01, each factor alike."""
    asked = _asked(answer, "learning_rate")
    _expect_range(asked, 1e-4, 1e-2)
    expect(
        asked["sampling"] == "log",
        'Expected "learning_rate" to be drawn so that each factor of ten is equally likely. '
        f"Received: {_told(asked)}, drawn evenly: nine of ten would be above 0.001.",
        'hp.Float(..., sampling="log")',
    )


# --- What is done with the answers


def _expect_layers(told, hidden_layers, units, inputs, num_classes):
    """Expect the weights of a dense network. Return its kernels from image to classes."""
    sizes = [inputs, *[units] * hidden_layers, num_classes]
    wanted = [shape for pair in itertools.pairwise(sizes) for shape in (pair, pair[1:])]
    received = [weight.shape for weight in told["weights"]]
    expect(
        sorted(received, key=str) == sorted(wanted, key=str),
        f"Expected weights of shapes {wanted}, with hidden_layers={hidden_layers} and "
        f"units={units}. Received: {received[:9]}.",
        "Use what hp returned: as many dense layers of as many units, and one of num_classes.",
    )
    expect(
        all(np.isfinite(weight).all() for weight in told["weights"]),
        "Expected numbers as weights. Received: nan or infinite ones.",
        "The weights are left to Keras.",
    )
    kernels = [weight for weight in told["weights"] if weight.ndim == 2]
    first, last = (inputs, units), (units, num_classes)
    return [
        *[kernel for kernel in kernels if kernel.shape == first],
        *[kernel for kernel in kernels if kernel.shape not in (first, last)],
        *[kernel for kernel in kernels if kernel.shape == last],
    ]


def _expect_rows(rows, count, num_classes, when):
    expect(
        rows.shape == (count, num_classes),
        f"Expected probabilities of shape {(count, num_classes)} {when}. Received: {rows.shape}.",
        "One number per class: Flatten first, and num_classes units in the last layer.",
    )
    sums = rows.astype(np.float64).sum(axis=1)
    expect(
        np.isfinite(sums).all() and rows.min() >= 0 and np.abs(sums - 1).max() < 1e-3,
        f"Expected rows that sum to 1 {when}. Received: a sum of {sums[0]:.4g}.",
        'The last layer has activation="softmax", and nothing comes after it.',
    )


def _expect_worked_out(told, kernels, images):
    """Expect outputs that follow from the kernels, whatever the activation."""
    flat = images.reshape(len(images), -1).astype(np.float64)
    # Another activation, or softmax once more, is the matter of other checks.
    for activation in (*ACTIVATIONS.values(), lambda x: x):
        hidden = flat
        for kernel in kernels[:-1]:
            hidden = activation(hidden @ kernel)
        rows = special.softmax(hidden @ kernels[-1], axis=1)
        for wanted in (rows, special.softmax(rows, axis=1)):
            if np.abs(told["outputs"] - wanted).max() < 2e-3:
                return
    raise Mismatch(
        "Expected the probabilities that dense layers of these weights work out. Received: others.",
        "Flatten, the hidden layers, and the output layer with softmax: nothing else.",
    )


SIZES = ((1, 64), (3, 32), (2, 224))


@check(
    models.build_tunable_ann,
    ask=tune_by_script(
        images_of(), *[small(hidden_layers=layers, units=units) for layers, units in SIZES]
    ),
)
def has_as_many_layers_and_units(answer, asked):
    """It has as many hidden layers, and as many units, as hp answers."""
    for told, (layers, units) in zip(answer, SIZES, strict=True):
        kernels = _expect_layers(told, layers, units, 20, 3)
        _expect_rows(told["outputs"], 8, 3, "for 3 classes")
        _expect_worked_out(told, kernels, asked.fields["images"])


@check(
    models.build_tunable_ann,
    ask=tune_by_script(images_of(shape=(28, 28, 1), num_classes=10), {"values": SOME}),
)
def takes_grey_images_of_28_by_28(answer, asked):
    """Without further arguments it takes images of 28 by 28 and knows 10 classes."""
    kernels = _expect_layers(answer[0], 1, 32, 28 * 28, 10)
    _expect_rows(answer[0]["outputs"], 8, 10, "for 10 classes")
    _expect_worked_out(answer[0], kernels, asked.fields["images"])


@check(
    models.build_tunable_ann,
    ask=tune_by_script(
        images_of(count=32),
        *[small(hidden_layers=2, units=96, activation=name) for name in ACTIVATIONS],
    ),
)
def uses_the_activation(answer, asked):
    """The hidden layers have the activation that hp answers, the last one softmax."""
    images = asked.fields["images"]
    for told, (name, activation) in zip(answer, ACTIVATIONS.items(), strict=True):
        first, second, last = _expect_layers(told, 2, 96, 20, 3)
        _expect_rows(told["outputs"], len(images), 3, "for 3 classes")
        hidden = images.reshape(len(images), -1).astype(np.float64)
        for kernel in (first, second):
            hidden = activation(hidden @ kernel)
        difference = np.abs(told["outputs"] - special.softmax(hidden @ last, axis=1)).max()
        # Measured: rounding 1e-7; another of the three 0.02 and more.
        expect(
            difference < 2e-3,  # the short formula of gelu may be taken
            f'Expected the probabilities of a network with activation "{name}". '
            f"Received: others, by up to {difference:.2g}.",
            "Give what hp.Choice returned to every hidden layer: Dense(units, "
            "activation=activation). Dropout does nothing outside training.",
        )


RATES = (0.05, 0.45)
WIDE = {"num_classes": 48, "units": 32}  # more classes than units: these follow from those


def _hidden(rows, last):
    """Work out what went into the last layer, from the probabilities."""
    logits = np.log(np.maximum(rows.astype(np.float64), 1e-30))
    centred = last.astype(np.float64) - last.mean(axis=1, keepdims=True)
    return (logits - logits.mean(axis=1, keepdims=True)) @ np.linalg.pinv(centred)


def _dropped(told, layers, images):
    """Hidden numbers in training, in use, and which of them are meant to be there."""
    *_, last = _expect_layers(told, layers, 32, 20, 48)
    for rows, when in ((told["outputs"], "in use"), (told["in_training"], "in training")):
        _expect_rows(rows, len(images), 48, when)
    in_training, in_use = _hidden(told["in_training"], last), _hidden(told["outputs"], last)
    return in_training, in_use, in_use > 0.05 * max(np.abs(in_use).max(), 1e-6)


@check(
    models.build_tunable_ann,
    ask=tune_by_script(
        images_of(count=64, num_classes=48), *[small(dropout_rate=r, **WIDE) for r in RATES]
    ),
)
def drops_as_much_as_answered(answer, asked):
    """In training, the share of hidden numbers that hp answers is set to 0."""
    for told, rate in zip(answer, RATES, strict=True):
        in_training, in_use, there = _dropped(told, 1, asked.fields["images"])
        share = float(np.mean(in_training[there] < 0.2 * in_use[there])) if there.any() else 0.0
        # About 900 numbers: a standard deviation of 0.017.
        expect(
            abs(share - rate) < 0.09,
            f"Expected a share of {rate} of the hidden numbers to be dropped in training. "
            f"Received: {share:.2f}.",
            "keras.layers.Dropout(dropout_rate) after each hidden layer, with what hp returned. It "
            "takes the share to drop.",
        )


@check(
    models.build_tunable_ann,
    ask=tune_by_script(
        images_of(count=64, num_classes=48),
        small(hidden_layers=1, dropout_rate=0.4, **WIDE),
        small(hidden_layers=2, dropout_rate=0.4, **WIDE),
    ),
)
def drops_after_every_hidden_layer(answer, asked):
    """Dropout follows each hidden layer, and only those."""
    changed = []
    for layers, told in enumerate(answer, start=1):
        in_training, in_use, there = _dropped(told, layers, asked.fields["images"])
        kept = there & (in_training > 0.2 * in_use)
        # What dropout keeps it makes larger, everything by the same factor.
        factors = in_training[kept] / in_use[kept]
        other = np.abs(factors / np.median(factors) - 1) > 0.02 if kept.any() else np.zeros(1)
        changed.append(float(np.mean(other)))
    expect(
        changed[0] < 0.1,
        "Expected nothing to be dropped before the first hidden layer. Received: in training it "
        "gets other numbers than in use.",
        "Dropout comes after a hidden layer. The pixels are left as they are.",
    )
    expect(
        changed[1] > 0.5,
        "Expected dropout after the first of two hidden layers too. Received: in training the "
        "second gets the same numbers as in use.",
        "Dropout belongs inside the loop over the layers.",
    )


LEARNING_RATES = (3e-4, 8e-3)


@check(
    models.build_tunable_ann,
    ask=tune_by_script(
        images_of(count=16), *[small(learning_rate=rate) for rate in LEARNING_RATES], does="train"
    ),
)
def learns_at_the_answered_rate(answer, asked):
    """Adam learns at the rate that hp answers."""
    for told, rate in zip(answer, LEARNING_RATES, strict=True):
        before, after = told["weights"], told["after"]
        same = [each.shape for each in before] == [each.shape for each in after]
        expect(
            same and before,
            "Expected the same weights after a step of training. Received: others.",
            "Weights are made once, when the network is built.",
        )
        steps = [now.astype(np.float64) - then for now, then in zip(after, before, strict=True)]
        moved = max(float(np.abs(step).max(initial=0.0)) for step in steps)
        # The first step of Adam moves the weights by the learning rate itself.
        expect(
            abs(moved / rate - 1) < 0.05,
            f"Expected the first step of Adam to move weights by the learning rate, {rate:g}. "
            f"Received: {moved:.3g}.",
            "optimizer=keras.optimizers.Adam(learning_rate), with what hp returned.",
        )
        first, last = _expect_layers(told, 1, 32, 20, 3)
        steps = _expect_layers({"weights": steps}, 1, 32, 20, 3)
        expect(
            _against_the_slope(steps, first, last, asked.fields),
            "Expected a step of training to move weights against the slope of the loss. Received: "
            "other changes.",
            "The optimizer moves the weights. Leave them to it.",
        )


def _against_the_slope(steps, first, last, fields):
    """Whether steps go down, for one of the activations; what stood still does not count."""
    flat = fields["images"].reshape(len(fields["images"]), -1).astype(np.float64)
    for activation in (*ACTIVATIONS.values(), lambda x: x):
        before = flat @ first
        by_scores = special.softmax(activation(before) @ last, axis=1)
        by_scores[np.arange(len(flat)), fields["labels"]] -= 1.0
        bend = (activation(before + 1e-6) - activation(before - 1e-6)) / 2e-6
        slopes = flat.T @ (by_scores @ last.T * bend), activation(before).T @ by_scores
        right = [
            (np.sign(slope) == -np.sign(step))[(np.abs(slope) > 0.02) & (step != 0)]
            for slope, step in zip(slopes, steps, strict=True)
        ]
        told = np.concatenate(right)
        if told.size >= 100 and told.mean() > 0.9:
            return True
    return False


@check(models.build_tunable_ann, ask=tune_by_script(images_of(count=16), small(), does="train"))
def is_compiled_for_integer_labels(answer, asked):
    """It is compiled with cross-entropy for integer labels and the metric accuracy."""
    told, labels = answer[0], asked.fields["labels"]
    _expect_rows(told["outputs"], len(labels), 3, "for 3 classes")
    right = told["outputs"][np.arange(len(labels)), labels].astype(np.float64)
    expect_close(
        told["loss"],
        -np.log(np.maximum(right, 1e-7)).mean(),
        what="the loss of 16 images",
        tolerance=1e-3,
        hint='loss="sparse_categorical_crossentropy": the labels are ints, the outputs '
        "probabilities.",
    )
    expect(
        "accuracy" in told["metrics"],
        f"Expected the metric accuracy. Received: {_listed(told['metrics'])}.",
        'metrics=["accuracy"] makes the tuner find "val_accuracy".',
    )
    expect_close(
        told["metrics"]["accuracy"],
        float((told["outputs"].argmax(axis=1) == labels).mean()),
        what="the accuracy of 16 images",
        tolerance=1e-3,
        hint='metrics=["accuracy"]: Keras works it out.',
    )
