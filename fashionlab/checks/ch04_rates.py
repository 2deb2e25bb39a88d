"""Checks of chapter 4: the learning rate, found and scheduled."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import math

import numpy as np

from fashionlab import training
from fashionlab.checks.asserts import (
    expect,
    expect_array,
    expect_close,
    expect_error,
    expect_number,
)
from fashionlab.checks.curves import (
    STEP,
    early_fall,
    lucky_batches,
    range_test_of,
    short_and_long,
)
from fashionlab.checks.draws import random_scores
from fashionlab.checks.questions import (
    Draw,
    arguments_after,
    call,
    call_each,
    call_with,
    error_from,
)
from fashionlab.checks.registry import check

# --- training.suggest_learning_rate

# Three times too small or too large still trains well, and the next suggestion of a wrong
# rule is ten times off.
FACTOR = 3.0


def _expect_steepest(answer, asked, hint):
    _expect_near(answer, asked.args[0], asked.secret["steepest"], hint)


def _expect_near(answer, rates, right, hint):
    rate = expect_number(answer, what="the suggested rate")
    expect(
        rates[0] <= rate <= rates[-1] * (1 + 1e-9),
        f"Expected one of the rates, from {rates[0]:.3g} to {rates[-1]:.3g}. Received: {rate:.3g}.",
        "np.argmin gives a position. The rate is what stands there in rates.",
    )
    expect(
        right / FACTOR <= rate <= right * FACTOR,
        f"Expected a rate near {right:.3g}, where the loss falls most steeply. "
        f"Received: {rate:.3g}.",
        hint,
    )


@check(training.suggest_learning_rate, ask=call_with(range_test_of(explodes=False)))
def finds_the_steepest_fall(answer, asked):
    """The rate where the loss falls most steeply, not where it is lowest."""
    _expect_steepest(
        answer,
        asked,
        "np.diff(smooth) has the change from each step to the next. A fall is a negative change; "
        "the steepest is the smallest number.",
    )


@check(training.suggest_learning_rate, ask=call_with(range_test_of(lucky=(1.0, 0.4), noise=0.01)))
def stands_lucky_batches(answer, asked):
    """Two batches with a loss that is low by luck do not mislead it."""
    _expect_steepest(
        answer,
        asked,
        "The loss of one batch can be low by luck. Take the mean of 15 before you look for falls; "
        "the mean of fewer is not calm enough.",
    )


@check(
    training.suggest_learning_rate,
    ask=call_with(range_test_of(fall=1.5, noise=0.0, explodes=False)),
)
def gives_one_of_the_rates(answer, asked):
    """Where nothing is left to chance, it is the rate of the steepest step or one beside it."""
    rates = np.asarray(asked.args[0])
    rate = expect_number(answer, what="the suggested rate")
    # Wide enough for float32, and a hundred times closer than one rate is to the next.
    expect(
        np.abs(rates / rate - 1).min() < 1e-3 if rate > 0 else False,
        f"Expected one of the rates. Received: {rate:.6g}, which is none of them.",
        "Smooth the losses, and leave the rates as they are.",
    )
    right = asked.secret["steepest"]
    expect(
        # The step that falls most has a rate at either end, and one beside it is right, too.
        abs(np.log10(rate / right)) < 3 * STEP,
        f"Expected the rate where the loss falls most steeply, {right:.3g}, or one beside it. "
        f"Received: {rate:.3g}.",
        "The mean is of the losses on both sides, 7 before and 7 after: the mean of the 15 before "
        "comes too late. Where fewer are there, count how many.",
    )


def _steepest(rates, losses):
    """The middle of the step that falls most, by the docstring, one mean after the other."""
    means = [losses[max(0, place - 7) : place + 8].mean() for place in range(len(losses))]
    steps = np.diff(means)[: np.argmin(means)]
    return float(rates[np.argmin(steps)] * 10 ** (STEP / 2))


@check(training.suggest_learning_rate, ask=call_each(variants=Draw(lucky_batches)))
def takes_the_mean_of_fifteen(answer, asked):
    """A lucky batch counts a fifteenth: no more, as in shorter means, and no less."""
    for rate, curve in zip(answer, asked.fields["variants"], strict=True):
        _expect_near(
            rate,
            curve["rates"],
            _steepest(**curve),
            "7 before, the loss itself and 7 after make 15: losses[i - 7 : i + 8], because a slice "
            "ends before its second number.",
        )


@check(training.suggest_learning_rate, ask=call_each(variants=Draw(early_fall)))
def means_at_the_start_are_of_fewer(answer, asked):
    """The mean at the first loss is of 8: itself and 7 after it."""
    (curve,) = asked.fields["variants"]
    _expect_near(
        answer[0],
        curve["rates"],
        _steepest(**curve),
        "losses[max(0, i - 7) : i + 8] leaves out what is not there, and nothing else. The first 7 "
        "losses have means, too.",
    )


@check(training.suggest_learning_rate, ask=call_each(variants=Draw(short_and_long)))
def takes_as_many_rates_as_there_are(answer, asked):
    """20 rates are enough, and 200 are not too many."""
    for rate, curve in zip(answer, asked.fields["variants"], strict=True):
        _expect_near(
            rate,
            curve["rates"],
            _steepest(**curve),
            f"Here are {len(curve['rates'])} rates. len(losses) says how many there are.",
        )


@check(training.suggest_learning_rate, ask=call_with(range_test_of()))
def stays_below_the_explosion(answer, asked):
    """What happens after the lowest loss plays no part."""
    _expect_steepest(
        answer,
        asked,
        "Once training explodes, the loss jumps up and down, and falls from 6 to 2 mean nothing. "
        "Look only at the steps before the lowest smoothed loss.",
    )


@check(
    training.suggest_learning_rate,
    ask=call_with(range_test_of(explodes=False, fall=0.5, noise=0.005)),
)
def reads_the_ends_right(answer, asked):
    """At both ends the mean is of the losses that are there."""
    _expect_steepest(
        answer,
        asked,
        "At the ends there are fewer than 15 losses. np.convolve counts the missing ones as 0: "
        "divide by how many there were.",
    )


@check(
    training.suggest_learning_rate,
    ask=call_with(range_test_of(rise=1.6, noise=0.01, explodes=False)),
)
def a_rise_is_no_fall(answer, asked):
    """A jump upwards before the fall, steeper than it, plays no part."""
    _expect_steepest(
        answer,
        asked,
        "Look for the change that is most negative: the largest of np.abs(...) may be a rise.",
    )


@check(
    training.suggest_learning_rate,
    ask=call(
        np.geomspace(1e-4, 1.0, 24),
        Draw(lambda setting: 2.3 + np.cumsum(setting.rng.uniform(0.05, 0.1, 24))),
    ),
)
def gives_the_first_rate_where_nothing_falls(answer, asked):
    """Where the smoothed loss is lowest at the first rate, that rate is the answer."""
    first = float(asked.args[0][0])
    rate = expect_number(answer, what="the suggested rate")
    expect(
        abs(rate / first - 1) < 1e-6,
        f"Expected the first rate, {first:.3g}: the loss rises from there. Received: {rate:.3g}.",
        "np.argmin of no steps is an error, and there are none before place 0. Test for it.",
    )


@check(
    training.suggest_learning_rate,
    ask=call_with(range_test_of(ends=(math.inf, *[math.nan] * 20))),
)
def leaves_out_what_is_not_finite(answer, asked):
    """Losses that are nan or inf are left out."""
    _expect_steepest(
        answer,
        asked,
        "np.isfinite says which losses are numbers. Any mean with a nan in it is nan, and a 0 in "
        "its place looks like a steep fall.",
    )


@check(
    training.suggest_learning_rate,
    ask=arguments_after(
        np.geomspace(1e-4, 1.0, 40),
        Draw(
            lambda setting: np.append(
                np.geomspace(2.3, 1.0, 37) + setting.rng.uniform(0, 0.02, 37),
                [math.inf, math.nan, math.nan],
            )
        ),
    ),
)
def leaves_the_losses_unchanged(answer, asked):
    """The rates and losses passed in are the same afterwards, nan and inf too."""
    for after, before, name in zip(answer, asked.args, ("rates", "losses"), strict=True):
        after = expect_array(after, what=f"the {name} passed in, after the call,")
        expect(
            after.dtype.kind in "fiu" and np.array_equal(after, before, equal_nan=True),
            f"Expected the {name} passed in to be the same after the call. Received: others.",
            "`losses[i] = ...` changes the array that was passed in. Make a new one.",
        )


@check(
    training.suggest_learning_rate,
    ask=error_from(np.geomspace(1e-4, 1.0, 30), random_scores(29, scale=0.1, shift=2.0)),
)
def refuses_losses_that_do_not_fit(answer):
    """One loss too few is an error."""
    expect_error(
        answer,
        "ValueError",
        when="there are 30 rates and 29 losses",
        hint="Compare the two lengths first, and `raise ValueError(...)`.",
    )


# --- training.warmup_cosine


def _schedule(**asked_for):
    """Draw one schedule and ask for its rate at some steps.

    Args:
        **asked_for: Functions of (total_steps, warmup_steps) that give `steps`, and
            `warmup` as a share of the steps, 0 for none.
    """

    def draw(setting):
        total = int(setting.rng.integers(200, 2000))
        warmup = int(asked_for["warmup"] * total * setting.rng.uniform(0.7, 1.3))
        highest = float(10 ** setting.rng.uniform(-4, 0))
        return [
            {
                "step": int(step),
                "total_steps": total,
                "warmup_steps": warmup,
                "highest": highest,
            }
            for step in asked_for["steps"](total, warmup)
        ]

    return call_each(variants=Draw(draw))


def _right_rate(step, total_steps, warmup_steps=0, highest=1e-3):
    # A cosine of half the angle, squared: 1 + cos(a) = 2 cos(a / 2) ** 2.
    fallen = np.interp(step, [warmup_steps, total_steps], [0.0, 1.0])
    risen = np.interp(step, [0, warmup_steps], [0.0, 1.0]) if warmup_steps else 1.0
    return highest * min(risen, np.cos(np.pi / 2 * fallen) ** 2)


def _expect_rates(answer, asked, hint):
    for received, variant in zip(answer, asked.fields["variants"], strict=True):
        step, total = variant["step"], variant["total_steps"]
        highest = variant.get("highest", 1e-3)
        rate = expect_number(received, what=f"the rate at step {step} of {total}")
        # As a share of the highest, so that small rates are judged as strictly as large ones.
        expect_close(
            rate / highest,
            _right_rate(**variant) / highest,
            what=f"the rate at step {step} of {total}, with warmup_steps="
            f"{variant.get('warmup_steps', 0)}, divided by highest,",
            tolerance=1e-5,
            hint=hint,
        )


@check(
    training.warmup_cosine,
    ask=_schedule(warmup=0.2, steps=lambda total, warmup: (0, 1, warmup // 2, warmup - 1)),
)
def rises_in_a_straight_line(answer, asked):
    """During the warm-up the rate rises in a straight line, from 0 at step 0."""
    _expect_rates(answer, asked, "At half of the warm-up, the rate is half of highest.")


@check(
    training.warmup_cosine,
    ask=_schedule(
        warmup=0.2,
        steps=lambda total, warmup: np.linspace(warmup + 1, total - 1, 6),
    ),
)
def falls_along_a_cosine(answer, asked):
    """After the warm-up the rate falls along half a cosine."""
    _expect_rates(
        answer,
        asked,
        "The share of the way is (step - W) / (T - W): 0 at the end of the warm-up and 1 at the "
        "end. np.cos takes radians: half a wave is pi.",
    )


@check(training.warmup_cosine, ask=_schedule(warmup=0.2, steps=lambda total, warmup: (warmup,)))
def reaches_the_highest_rate(answer, asked):
    """The warm-up ends at the highest rate, where the cosine begins."""
    _expect_rates(answer, asked, "At step W both formulas give highest.")


@check(
    training.warmup_cosine,
    ask=_schedule(warmup=0, steps=lambda total, warmup: (0, 1, total // 3, total // 2)),
)
def works_without_a_warm_up(answer, asked):
    """With warmup_steps=0 the first rate is the highest."""
    _expect_rates(
        answer,
        asked,
        "Without a warm-up no step is below W: step 0 belongs to the cosine, and its rate is "
        "highest. Nothing may be divided by warmup_steps.",
    )


@check(
    training.warmup_cosine,
    ask=call_each(
        variants=[
            {"step": step, "total_steps": total, "warmup_steps": warmup}
            for total, warmup in ((1, 0), (2, 0), (2, 1), (3, 1))
            for step in range(total + 1)
        ]
    ),
)
def works_for_a_few_steps(answer, asked):
    """A training of one, two or three steps has a rate at each of them."""
    _expect_rates(
        answer,
        asked,
        "The rate is 0 from step T on, not from the step before it: of a single step, step 0, the "
        "rate is highest.",
    )


@check(
    training.warmup_cosine,
    ask=_schedule(warmup=0.1, steps=lambda total, warmup: (total, total + 1, 2 * total, 5 * total)),
)
def stays_at_zero_after_the_end(answer, asked):
    """From the last step on the rate is 0."""
    _expect_rates(
        answer, asked, "A cosine rises again after half a wave. What is asked for then is 0."
    )


@check(
    training.warmup_cosine,
    ask=call_each(variants=[{"step": step, "total_steps": 100} for step in (0, 25, 75)]),
)
def has_its_defaults(answer, asked):
    """With total_steps alone: no warm-up, and a highest rate of 0.001."""
    _expect_rates(answer, asked, "The defaults stand in the first line of the function.")


@check(training.warmup_cosine, ask=error_from(0, total_steps=50, warmup_steps=50))
def refuses_a_warm_up_without_end(answer):
    """A warm-up as long as the training is an error."""
    expect_error(
        answer,
        "ValueError",
        when="warmup_steps and total_steps are both 50",
        hint="Test `0 <= warmup_steps < total_steps` first, whatever the step is.",
    )


@check(training.warmup_cosine, ask=error_from(10, total_steps=50, warmup_steps=-1))
def refuses_a_negative_warm_up(answer):
    """A negative warmup_steps is an error."""
    expect_error(
        answer,
        "ValueError",
        when="warmup_steps is -1",
        hint="Test `0 <= warmup_steps < total_steps` first, whatever the step is.",
    )


@check(training.warmup_cosine, ask=error_from(70, total_steps=50, warmup_steps=60))
def refuses_a_wrong_warm_up_at_any_step(answer):
    """A warm-up that is too long is an error after the end of the training, too."""
    expect_error(
        answer,
        "ValueError",
        when="step is 70, total_steps is 50 and warmup_steps is 60",
        hint="Test `0 <= warmup_steps < total_steps` before anything else: after `return` it is "
        "too late.",
    )
