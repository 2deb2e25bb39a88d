"""Checks of chapter 4: callbacks, and reading learning curves."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

from typing import Any

import numpy as np

from fashionlab import training
from fashionlab.checks.asserts import (
    expect,
    expect_equal,
    expect_error,
    kind_of,
)
from fashionlab.checks.curves import expected_run, flat, history, overfitted, runs
from fashionlab.checks.questions import (
    Draw,
    call_each,
    error_from,
    errors_from_each,
    train_by_script,
)
from fashionlab.checks.registry import check

# --- training.make_callbacks


def _expected(asked):
    return [
        (expected_run(script, variant["patience"]), variant["patience"])
        for script, variant in zip(asked.fields["scripts"], asked.fields["variants"], strict=True)
    ]


def _expect_epochs(answer, asked, hint):
    for received, (expected, patience) in zip(answer, _expected(asked), strict=True):
        expect(
            received["epochs"] == expected["epochs"],
            f"Expected training to end after epoch {expected['epochs']} with "
            f"patience={patience}: the best epoch was {expected['ends_with']:.0f}. "
            f"Received: it ended after epoch {received['epochs']}.",
            hint,
        )


def _expect_end(answer, asked, hint):
    for received, (expected, _) in zip(answer, _expected(asked), strict=True):
        expect(
            received["ends_with"] == expected["ends_with"],
            f"Expected the model to end with the weights of epoch {expected['ends_with']:.0f}, "
            f"the best. Received: those of epoch {received['ends_with']:.0f}.",
            hint,
        )
        expect(
            received["averages"] == expected["ends_with"],
            f"Expected the averages of batch normalization to be those of epoch "
            f"{expected['ends_with']:.0f}, as the other weights. Received: those of epoch "
            f"{received['averages']:.0f}.",
            "model.trainable_weights are not all: model.get_weights() has the averages, too.",
        )


def _expect_disk(answer, asked, hint):
    for received, (expected, _) in zip(answer, _expected(asked), strict=True):
        # How long it trained is the matter of another check.
        for epoch, (got, wanted) in enumerate(
            zip(received["on_disk"], expected["on_disk"], strict=False), start=1
        ):
            expect(
                got != 0,
                f"Expected a file at path after epoch {epoch}. Received: none.",
                "ModelCheckpoint writes one, to the path it is given.",
            )
            expect(
                got > 0,
                "Expected a file that model.load_weights can read. Received: another kind of file.",
                "Weights only: save_weights_only=True.",
            )
            expect(
                got == wanted,
                f"Expected the file to hold the weights of epoch {wanted:.0f} after epoch "
                f"{epoch}. Received: those of epoch {got:.0f}.",
                hint,
            )


@check(training.make_callbacks, ask=train_by_script(runs((3,))))
def ends_with_the_best_weights(answer, asked):
    """Stopped early, the model holds the weights of the best epoch."""
    _expect_end(answer, asked, "EarlyStopping has an argument that puts the best weights back.")


@check(training.make_callbacks, ask=train_by_script(runs((4,), stops=False)))
def ends_with_the_best_weights_when_not_stopped(answer, asked):
    """After the last epoch, too, the model holds the weights of the best one."""
    _expect_end(
        answer,
        asked,
        "Training can end without being stopped. on_train_end is called in both cases.",
    )


@check(training.make_callbacks, ask=train_by_script(runs((3,))))
def keeps_the_best_weights_on_disk(answer, asked):
    """After every epoch the file holds the weights of the best epoch so far."""
    _expect_disk(answer, asked, "Is a file with better weights overwritten? save_best_only=True.")


@check(training.make_callbacks, ask=train_by_script(runs((1, 4))))
def stops_when_patience_runs_out(answer, asked):
    """Training stops after as many epochs in a row without a better one as patience says."""
    _expect_epochs(
        answer,
        asked,
        "With patience=3, the third epoch in a row that is not better is the last. An epoch that "
        "is better starts the count anew.",
    )


@check(training.make_callbacks, ask=train_by_script(runs((3,), misleads=True)))
def watches_the_validation_loss(answer, asked):
    """Only the validation loss counts, not the training loss and not an accuracy."""
    hint = (
        "Here the training loss falls to the end, and the accuracy is highest in epoch 2. "
        'monitor="val_loss" asks for neither.'
    )
    _expect_epochs(answer, asked, hint)
    _expect_end(answer, asked, hint)
    _expect_disk(answer, asked, hint)


@check(training.make_callbacks, ask=train_by_script(runs((3,), step=2e-5)))
def counts_small_improvements(answer, asked):
    """An epoch that is better by a hair is better."""
    hint = "Any lower loss is better, by however little: min_delta stays 0."
    _expect_epochs(answer, asked, hint)
    _expect_end(answer, asked, hint)
    _expect_disk(answer, asked, hint)


@check(training.make_callbacks, ask=train_by_script(runs((3,), ties=True)))
def an_equal_loss_is_not_better(answer, asked):
    """An epoch with the same loss as the best is not better."""
    hint = "Better is lower: `<`, not `<=`."
    _expect_epochs(answer, asked, hint)
    _expect_end(answer, asked, hint)
    _expect_disk(answer, asked, hint)


@check(training.make_callbacks, ask=train_by_script(runs((2, 3), turns_at_once=True)))
def the_first_epoch_may_be_the_best(answer, asked):
    """An epoch is compared with the first one, too: training may turn at once."""
    hint = "No epoch is left out: start_from_epoch stays 0, and the first is the best so far."
    _expect_epochs(answer, asked, hint)
    _expect_end(answer, asked, hint)
    _expect_disk(answer, asked, hint)


@check(
    training.make_callbacks,
    ask=errors_from_each("best.weights.h5", variants=[{"patience": each} for each in (0, -2)]),
)
def refuses_no_patience(answer):
    """A patience of 0 is an error, and so is one below."""
    for told, patience in zip(answer, (0, -2), strict=True):
        expect_error(
            told,
            "ValueError",
            when=f"patience is {patience}",
            hint="Test `patience < 1` first, and `raise ValueError(...)`.",
        )


# --- training.diagnose

VERDICTS = ("overfitting", "underfitting", "good")


def _ask(draw):
    """Ask for a diagnosis of each of the histories that `draw` makes of a generator."""
    return call_each(variants=Draw(lambda setting: draw(setting.rng)))


def _parts(value):
    """The verdict and the best epoch of an answer."""
    expect(
        value is not None,
        "Expected a tuple (verdict, best_epoch). Received: None.",
        "Did you forget the `return` statement?",
    )
    expect(
        isinstance(value, (list, tuple)) and len(value) == 2,
        f"Expected a tuple (verdict, best_epoch). Received: {kind_of(value)}.",
        'return "good", 7 gives back both.',
    )
    verdict, best_epoch = value
    expect(
        isinstance(verdict, str) and verdict in VERDICTS,
        f"Expected one of {', '.join(map(repr, VERDICTS))} as the verdict. "
        f"Received: {verdict[:40] if isinstance(verdict, str) else kind_of(verdict)}.",
        "The verdict comes first, then the epoch.",
    )
    return verdict, best_epoch


def _right_verdict(history, low_loss=0.5, tolerance=0.1):
    pairs = list(zip(history["val_loss"], history["loss"], strict=True))
    lowest = min(val_loss for val_loss, _ in pairs)
    loss_then = next(loss for val_loss, loss in pairs if val_loss == lowest)
    val_loss, loss = pairs[-1]
    if loss < loss_then and val_loss / lowest - 1 > tolerance:
        return "overfitting"
    return "underfitting" if loss > low_loss else "good"


def _expect_verdicts(answer, asked, hint):
    for value, variant in zip(answer, asked.fields["variants"], strict=True):
        received, _ = _parts(value)
        expected = _right_verdict(**variant)
        loss, val_loss = variant["history"]["loss"], variant["history"]["val_loss"]
        settings = "".join(f", {k}={v:g}" for k, v in variant.items() if k != "history")
        expect(
            received == expected,
            f"Expected {expected!r}: training loss {loss[0]:.2f} to {loss[-1]:.2f}, "
            f"validation loss {val_loss[0]:.2f} to {val_loss[-1]:.2f}, at its lowest "
            f"{min(val_loss):.2f}{settings}. Received: {received!r}.",
            hint,
        )


def _any_curves(rng):
    """Curves whose best epoch is the first, the last and any, once with a tie."""
    curves = [rng.uniform(0.4, 1.2, count) for count in (1, 9, 9, 9, 12)]
    curves[1][0], curves[2][-1] = 0.3, 0.3
    curves[4][[3, 7]] = 0.3
    return [{"history": history(np.linspace(1.0, 0.2, len(c)), c)} for c in curves]


@check(training.diagnose, ask=_ask(_any_curves))
def finds_the_best_epoch(answer, asked):
    """The best epoch has the lowest validation loss, counted from 1; the first of equal ones."""
    for value, variant in zip(answer, asked.fields["variants"], strict=True):
        val_loss = variant["history"]["val_loss"]
        expect_equal(
            _parts(value)[1],
            1 + val_loss.index(min(val_loss)),
            what=f"the best of {len(val_loss)} epochs",
            hint="np.argmin counts from 0. It is the validation loss that counts, and the lowest "
            "is the best.",
        )


@check(
    training.diagnose,
    ask=_ask(lambda rng: [{"history": overfitted(rng, rise=rise)} for rise in (0.3, 0.5, 1.2)]),
)
def knows_overfitting(answer, asked):
    """The validation loss turned and rose, the training loss fell on: overfitting."""
    _expect_verdicts(answer, asked, "Compare the last epoch with the best one, in both losses.")


@check(
    training.diagnose,
    ask=_ask(lambda rng: [{"history": flat(rng, start=2.3, end=end)} for end in (0.6, 1.0, 1.9)]),
)
def knows_underfitting(answer, asked):
    """The training loss stayed high: underfitting."""
    _expect_verdicts(answer, asked, "Is the training loss of the last epoch above low_loss?")


@check(
    training.diagnose,
    ask=_ask(lambda rng: [{"history": flat(rng, start=2.3, end=end)} for end in (0.1, 0.25, 0.4)]),
)
def knows_a_good_run(answer, asked):
    """Both losses ended low: good."""
    _expect_verdicts(answer, asked, "Neither of the two rules is true here.")


@check(
    training.diagnose,
    ask=_ask(
        lambda rng: [{"history": flat(rng, start=1.0, end=0.02, gap=gap)} for gap in (0.3, 0.6)]
    ),
)
def a_gap_alone_is_no_overfitting(answer, asked):
    """A validation loss far above the training loss that never turned up is no overfitting."""
    _expect_verdicts(
        answer,
        asked,
        "The rule compares the validation loss with its own lowest value, not with the training "
        "loss.",
    )


@check(
    training.diagnose,
    ask=_ask(
        lambda rng: [
            {"history": overfitted(rng, rise=0.07)},
            {"history": overfitted(rng, rise=0.12)},
            {"history": overfitted(rng, rise=0.07), "tolerance": 0.03},
            {"history": overfitted(rng, rise=0.4), "tolerance": 0.6},
            {"history": overfitted(rng, rise=0.05), "tolerance": 0.0},
        ]
    ),
)
def tolerance_is_a_share_of_the_lowest(answer, asked):
    """A rise counts when it is more than tolerance, as a share of the lowest value."""
    _expect_verdicts(answer, asked, "The limit is (1 + tolerance) * the lowest validation loss.")


@check(
    training.diagnose,
    ask=_ask(
        lambda rng: [
            {"history": flat(rng, start=2.3, end=0.8), "low_loss": 1.0},
            {"history": flat(rng, start=2.3, end=0.3), "low_loss": 0.2},
        ]
    ),
)
def low_loss_is_the_limit(answer, asked):
    """low_loss decides what counts as learned."""
    _expect_verdicts(answer, asked, "low_loss is a parameter; 0.5 is only its default.")


def _both_rise(rng):
    """A training that gets worse at everything, as with too large a rate."""
    down = np.linspace(1.4, 0.35, int(rng.integers(4, 8)))
    histories = []
    for end in (0.45, 1.3):
        loss = np.concatenate([down, np.linspace(0.36, end, 6)])
        histories.append({"history": history(loss, loss + rng.uniform(0.05, 0.1))})
    return histories


@check(training.diagnose, ask=_ask(_both_rise))
def overfitting_needs_a_falling_training_loss(answer, asked):
    """When both losses rise, nothing is learned by heart."""
    _expect_verdicts(
        answer, asked, "Is the training loss lower in the last epoch than in the best one?"
    )


def _last_step_misleads(rng):
    """The training loss rises in the last step and is low, or falls and is high."""
    learned = overfitted(rng, rise=0.5)
    learned["loss"][-1] = 1.05 * learned["loss"][-2]
    down = np.linspace(1.4, 0.35, int(rng.integers(4, 8)))
    loss = np.concatenate([down, np.linspace(0.4, 1.3, 6), [1.2]])
    forgot = history(loss, np.append(loss[:-1], 1.35) + rng.uniform(0.05, 0.1))
    return [{"history": learned}, {"history": forgot}]


@check(training.diagnose, ask=_ask(_last_step_misleads))
def compares_with_the_best_epoch(answer, asked):
    """The training loss is compared with that of the best epoch, not of the one before."""
    _expect_verdicts(
        answer,
        asked,
        "loss[-1] < loss[best], where best is the place of the lowest validation loss.",
    )


@check(
    training.diagnose,
    ask=_ask(lambda rng: [{"history": overfitted(rng, rise=0.6, floor=0.7)} for _ in range(2)]),
)
def overfitting_comes_first(answer, asked):
    """When both rules are true, the verdict is overfitting."""
    _expect_verdicts(answer, asked, "The verdict is the first of the three that is true.")


def _ends_otherwise(rng):
    """The training loss ends high after it was low, and low after it was high."""
    up = np.concatenate([np.linspace(1.4, 0.35, int(rng.integers(4, 8))), np.linspace(0.4, 1.1, 6)])
    down = np.linspace(1.5, 0.2, int(rng.integers(8, 14)))
    # The best epoch comes early, and the validation loss then stays where it is.
    level = np.full(len(down), 0.9) + rng.uniform(0.01, 0.04, len(down))
    level[[0, 1]] = 1.5, 0.9
    return [{"history": history(up, up + 0.08)}, {"history": history(down, level)}]


@check(training.diagnose, ask=_ask(_ends_otherwise))
def the_last_training_loss_counts(answer, asked):
    """Whether it has learned its examples is seen in the last epoch."""
    _expect_verdicts(
        answer,
        asked,
        "low_loss is compared with the training loss of the last epoch: not with the lowest one, "
        "nor with that of the best epoch.",
    )


# All of these numbers are exact in a computer: no rounding decides.
AT_THE_LIMITS: list[dict[str, Any]] = [
    {"history": {"loss": [1.0, 0.25, 0.25], "val_loss": [1.0, 0.5, 1.0]}},
    {"history": {"loss": [1.0, 0.375, 0.25], "val_loss": [1.0, 0.5, 0.75]}, "tolerance": 0.5},
    {"history": {"loss": [2.0, 1.0, 0.5], "val_loss": [2.0, 1.0, 0.75]}},
    {"history": {"loss": [0.25], "val_loss": [0.5]}, "tolerance": 0.0},
]


@check(training.diagnose, ask=call_each(variants=AT_THE_LIMITS))
def what_is_just_at_a_limit_is_good(answer, asked):
    """Lower, more than and above are meant as they stand: equal is neither."""
    _expect_verdicts(
        answer,
        asked,
        "Lower is `<`, more than and above are `>`: a loss that is equal to the limit is neither.",
    )


def _spike(rng):
    """A good run with one bad epoch in its middle."""
    curves = flat(rng, start=2.0, end=0.2)
    curves["val_loss"][-3] *= 1.8
    curves["val_loss"][-4] = 0.98 * min(curves["val_loss"])
    return [{"history": curves}]


@check(training.diagnose, ask=_ask(_spike))
def one_bad_epoch_is_no_turn(answer, asked):
    """A single bad epoch in the middle does not count; the last one does."""
    _expect_verdicts(answer, asked, "Only the last epoch is compared with the best.")


@check(
    training.diagnose,
    ask=error_from({"loss": [1.0, 0.5, 0.3], "accuracy": [0.6, 0.7, 0.8]}),
)
def refuses_a_history_without_validation(answer):
    """A history without "val_loss" is an error."""
    expect_error(
        answer,
        "ValueError",
        when='the history has no "val_loss"',
        hint='Test `"val_loss" not in history` first. A dict raises a KeyError by itself, which is '
        "another error.",
    )
