"""Checks of chapter 10: values drawn from a space, and a search with a budget."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import numpy as np

from fashionlab import tuning
from fashionlab.checks.asserts import (
    Mismatch,
    counted,
    expect,
    expect_error,
    expect_number,
    kind_of,
)
from fashionlab.checks.questions import Draw, draw_from_space, error_from, search_by_script
from fashionlab.checks.registry import check
from fashionlab.tuning.space import space_as_dict

# --- tuning.draw_values

COUNT = 600  # draws; a share of 1/3 then has a standard deviation of 0.019
SEED = Draw(lambda setting: int(setting.rng.integers(2**31)))


def drawn_from(space, seeds=(SEED,), count=COUNT):
    """Ask for values of a space."""
    return draw_from_space(
        space=Draw(lambda setting: space_as_dict(space(setting.rng))),
        count=count,
        seeds=list(seeds),
    )


def all_kinds(rng):
    """A space with a setting of every kind."""
    low = int(rng.integers(1, 20))
    return {
        "optimizer": tuning.Choice(("adam", "sgd", "muon")),
        "units": tuning.Int(low, low + 40, step=8),
        "dropout_rate": tuning.Float(0.0, 0.5),
        "learning_rate": tuning.Float(1e-4, 1e-1, log=True),
    }


def _names(asked):
    return list(asked.fields["space"])


def _column(drawn, name, asked):
    """The values of a setting, one for each draw."""
    for values in drawn:
        expect(
            isinstance(values, dict),
            f"Expected a dict of values. Received: {kind_of(values)}.",
            "Did you forget the `return` statement?" if values is None else "",
        )
        expect(
            list(values) == _names(asked) or sorted(map(str, values)) == sorted(_names(asked)),
            f"Expected a value for each of {', '.join(_names(asked))}. "
            f"Received: {', '.join(map(str, values))[:200] or 'none'}.",
            "for name, setting in space.items(): one value for each.",
        )
    return [values[name] for values in drawn]


def _numbers(drawn, name, asked):
    column = _column(drawn, name, asked)
    numbers = np.array([expect_number(value, what=f"{name}") for value in column])
    expect(np.isfinite(numbers).all(), f"Expected numbers for {name}. Received: nan.")
    return numbers


@check(tuning.draw_values, ask=drawn_from(all_kinds, count=5))
def gives_a_value_for_each_setting(answer, asked):
    """It returns a dict with a value for each name of the space."""
    for name in _names(asked):
        _column(answer[0], name, asked)


def _expect_listed(column, values, name, hint):
    strange = [value for value in column if not any(_same(value, each) for each in values)]
    expect(
        not strange,
        f"Expected {name} to be one of {', '.join(map(repr, values))}. "
        f"Received: {strange[0]!r:.80}."
        if strange
        else "",
        hint,
    )


def _same(value, other):
    """Equal and of one kind: 64.0 is no int, and [64] no tuple."""
    return type(value) is type(other) and repr(value) == repr(other)


def _expect_even(shares, wanted, name, hint):
    """Expect each share to be as likely, give or take five standard deviations."""
    for part, share in shares.items():
        allowed = 5 * np.sqrt(wanted * (1 - wanted) / COUNT)
        expect(
            abs(share - wanted) < allowed,
            f"Expected about {100 * wanted:.0f} % of the values of {name} to be {part}. "
            f"Received: {100 * share:.0f} %.",
            hint,
        )


def choices(rng):
    """Choices of several kinds of values."""
    return {
        "activation": tuning.Choice(("relu", "gelu", "tanh")),
        "hidden_units": tuning.Choice(((64,), (128, 64), (32, 32, 32))),
        "batch_size": tuning.Choice((32, 64, 128)),
        "schedule": tuning.Choice((None, "cosine")),
    }


@check(tuning.draw_values, ask=drawn_from(choices))
def a_choice_gives_each_value_alike(answer, asked):
    """Each value of a Choice comes as often as the others, just as it stands there."""
    for name, described in asked.fields["space"].items():
        values = described["values"]
        column = _column(answer[0], name, asked)
        hint = (
            "setting.values[i] with i from rng.integers(len(setting.values)). rng.choice makes an "
            "array of the values: texts and tuples come back as something else."
        )
        _expect_listed(column, values, name, hint)
        shares = {repr(v): np.mean([_same(each, v) for each in column]) for v in values}
        _expect_even(shares, 1 / len(values), name, hint)


def ints(rng):
    """Ints with and without a step."""
    low, step = int(rng.integers(2, 30)), int(rng.integers(5, 40))
    return {
        "hidden_layers": tuning.Int(1, 4),
        "units": tuning.Int(low, low + 4 * step, step=step),
    }


@check(tuning.draw_values, ask=drawn_from(ints))
def an_int_goes_in_steps_up_to_high(answer, asked):
    """Each Int from low to high, in steps, comes as often as the others, high as well."""
    for name, described in asked.fields["space"].items():
        low, high, step = (described[limit] for limit in ("low", "high", "step"))
        values = list(range(low, high + 1, step))
        column = _column(answer[0], name, asked)
        hint = (
            "There are (high - low) // step + 1 values. rng.integers(n) gives 0 to n - 1, so n is "
            "not included. int(...) makes an int."
        )
        _expect_listed(column, values, name, hint)
        _expect_even({str(v): column.count(v) / COUNT for v in values}, 1 / len(values), name, hint)


def floats(rng):
    """Floats that are drawn evenly."""
    low = float(rng.uniform(-2, 2))
    return {
        "dropout_rate": tuning.Float(0.0, 0.5),
        "offset": tuning.Float(low, low + float(rng.uniform(1, 9))),
    }


def rates(rng):
    """Floats that are drawn by factors."""
    low = float(10 ** rng.uniform(-6, -4))
    return {
        "learning_rate": tuning.Float(1e-4, 1e-1, log=True),
        "weight_decay": tuning.Float(low, 1000 * low, log=True),
    }


def _expect_thirds(answer, asked, hint, *, log):
    for name, described in asked.fields["space"].items():
        low, high = described["low"], described["high"]
        numbers = _numbers(answer[0], name, asked)
        outside = numbers[(numbers < low - 1e-9 * abs(low)) | (numbers > high + 1e-9 * abs(high))]
        expect(
            len(outside) == 0,
            f"Expected {name} to lie from {low:.3g} to {high:.3g}. "
            f"Received: {outside[0] if len(outside) else 0:.3g}.",
            hint,
        )
        edges = np.geomspace(low, high, 4) if log else np.linspace(low, high, 4)
        shares = {
            f"between {first:.3g} and {last:.3g}": np.mean((numbers >= first) & (numbers < last))
            for first, last in zip(edges, [*edges[1:3], np.inf], strict=False)
        }
        _expect_even(shares, 1 / 3, name, hint)


@check(tuning.draw_values, ask=drawn_from(floats))
def a_float_is_drawn_evenly(answer, asked):
    """Without log, every third of the range of a Float is hit as often."""
    _expect_thirds(answer, asked, "rng.uniform(setting.low, setting.high)", log=False)


@check(tuning.draw_values, ask=drawn_from(rates))
def a_rate_is_drawn_by_factors(answer, asked):
    """With log, every factor of ten is hit as often."""
    _expect_thirds(
        answer,
        asked,
        "Draw evenly between np.log(low) and np.log(high), and take np.exp of it.",
        log=True,
    )


@check(tuning.draw_values, ask=drawn_from(all_kinds))
def each_setting_has_its_own_chance(answer, asked):
    """What is drawn for one setting says nothing about another."""
    rate, dropout, units = (
        _numbers(answer[0], name, asked) for name in ("learning_rate", "dropout_rate", "units")
    )
    # By chance a correlation has a standard deviation of 0.04.
    pairs = {
        "learning_rate and dropout_rate": (np.log(np.maximum(rate, 1e-12)), dropout),
        "dropout_rate and units": (dropout, units),
    }
    for names, (one, other) in pairs.items():
        if one.std() == 0 or other.std() == 0:
            raise Mismatch(
                f"Expected different values of {names}. Received: always the same.",
                "Draw with the rng that was passed in, which goes on from call to call.",
            )
        correlation = float(np.corrcoef(one, other)[0, 1])
        expect(
            abs(correlation) < 0.25,
            f"Expected {names} to have nothing to do with each other. "
            f"Received: a correlation of {correlation:.2f}.",
            "Draw anew for every setting: one number for all would make them rise together.",
        )


@check(tuning.draw_values, ask=drawn_from(all_kinds, seeds=(SEED, 5, 5), count=6))
def all_chance_comes_from_rng(answer, asked):
    """The same seed draws the same values, another seed others, and each call new ones."""
    other, first, second = answer
    for drawn in answer:
        _column(drawn, "units", asked)
    expect(
        repr(first) == repr(second),
        "Expected two generators of seed 5 to draw the same. Received: other values.",
        "Every draw comes from rng, none from np.random or random.",
    )
    expect(
        repr(first) != repr(other),
        "Expected another seed to draw other values. Received: the same.",
        "Use the generator that was passed in. Do not make one with a seed of your own.",
    )
    expect(
        repr(first[0]) != repr(first[1]),
        "Expected the next call to draw other values. Received: the same again.",
        "Use the generator that was passed in. Do not make a new one in each call.",
    )


# --- tuning.random_search


def searches(*, settings=40, faults=(), runs):
    """Draw what a search finds: settings, their figures, and which of them fail.

    Args:
        settings: How many there are.
        faults: Names of errors, for the first settings in turn.
        runs: The keyword arguments of each search; a seed of None is drawn.
    """

    def share(setting):
        rng = setting.rng
        order = rng.permutation(settings)
        spread = rng.permutation(np.linspace(0.5, 0.9, settings))  # no two are equal
        drawn = [
            {"units": int(32 + 8 * n), "learning_rate": float(1e-3 * (1 + n % 7))} for n in order
        ]
        outcomes = [
            {
                # Who learns by heart is best in training, and worst on validation images.
                "accuracy": float(1.4 - value),
                "loss": float(value),
                "val_accuracy": float(value),
                "val_loss": float(value * 2),
                "fault": fault if fault != "nan" else "",
            }
            for value, fault in zip(spread, [*faults, *[""] * settings], strict=False)
        ]
        for outcome, fault in zip(outcomes, faults, strict=False):
            outcome["val_accuracy"] = float("nan") if fault == "nan" else outcome["val_accuracy"]
        own = int(rng.integers(2**31))
        scripts = [
            {
                "settings": drawn,
                "outcomes": outcomes,
                "kwargs": {**run, "seed": own if run.get("seed") is None else run["seed"]},
            }
            for run in runs
        ]
        return {"scripts": scripts}, {}

    return search_by_script(share)


def _ended(told, script):
    trials = script["kwargs"]["trials"]
    expect(
        told["ended"] != "endless",
        f"Expected the search to end. Received: more than 30,000 draws, with trials={trials} and "
        f"{len(script['settings'])} different settings.",
        "Count the draws in a row that bring nothing new, and stop at 1,000. One generator for "
        "the whole search: np.random.default_rng(seed) before the loop.",
    )
    expect(
        not told["ended"],
        f"Expected a list of trials. Received: {told['ended']}",
        "An Exception in measure is a failed trial: try: ... except Exception: ...",
    )


def _trials(told, script):
    """The trials as (place in settings, score); the settings must be known ones."""
    _ended(told, script)
    value = told["value"]
    expect(
        isinstance(value, (list, tuple)) and all(isinstance(each, dict) for each in value),
        f"Expected a list of dicts. Received: {kind_of(value)}.",
        "Did you forget the `return` statement?"
        if value is None
        else 'One dict per trial: {"values": values, "score": score}.',
    )
    found = []
    for each in value:
        expect(
            "values" in each and "score" in each,
            'Expected each trial to have "values" and "score". '
            f"Received: {', '.join(map(str, each))[:200] or 'none'}.",
            '{"values": values, "score": score}',
        )
        place = next(
            (i for i, s in enumerate(script["settings"]) if _equal(s, each["values"])), None
        )
        expect(
            place is not None,
            'Expected "values" to be what draw returned. Received: something else.',
            "Keep the dict that draw returned, for each trial its own.",
        )
        score = each["score"]
        found.append((place, None if score is None else expect_number(score, what="a score")))
    return found


def _equal(settings, values):
    """Whether values are these settings; their names may stand in another order."""
    if not isinstance(values, dict):
        return False
    return repr(sorted(settings.items(), key=str)) == repr(sorted(values.items(), key=str))


def _expect_calls(told, count, hint):
    expect(
        len(told["measured"]) == count,
        f"Expected {counted(count, 'call')} of measure. "
        f"Received: {counted(len(told['measured']), 'call')}.",
        hint,
    )


def _each(answer, asked):
    return list(zip(answer, asked.fields["scripts"], strict=True))


@check(tuning.random_search, ask=searches(runs=[{"trials": 12}, {"trials": 1}]))
def keeps_to_the_budget(answer, asked):
    """Measure is called as often as there are trials, and each trial is returned."""
    for told, script in _each(answer, asked):
        found = _trials(told, script)
        _expect_calls(
            told,
            script["kwargs"]["trials"],
            "Go on until as many networks are measured as trials says; measure each once.",
        )
        expect(
            sorted(place for place, _ in found) == sorted(told["measured"]),
            f"Expected every trial that was measured in the list, {len(told['measured'])} of them. "
            f"Received: {len(found)}.",
            "Return all trials, not only the best.",
        )


@check(tuning.random_search, ask=searches(runs=[{"trials": 15}]))
def ranks_by_validation_accuracy(answer, asked):
    """The first trial has the highest validation accuracy, then the next, and so on."""
    for told, script in _each(answer, asked):
        found = _trials(told, script)
        outcomes = script["outcomes"]
        for place, score in found:
            right = outcomes[place]["val_accuracy"]
            others = {
                name: value
                for name, value in outcomes[place].items()
                if name != "fault" and score is not None and abs(value - score) < 1e-6
            }
            expect(
                score is not None and abs(score - right) < 1e-6,
                f"Expected the score of a trial to be its validation accuracy, {right:.3f}. "
                f"Received: {'None' if score is None else f'{score:.3f}'}"
                f"{f', its {next(iter(others))}' if others else ''}.",
                'measure(values)["val_accuracy"]',
            )
        scores = [score for _, score in found]
        expect(
            scores == sorted(scores, reverse=True),
            "Expected the highest score first. Received: "
            f"{', '.join(f'{score:.2f}' for score in scores[:6])} ...",
            "sorted(...) puts the smallest first; reverse=True turns it round.",
        )


@check(tuning.random_search, ask=searches(settings=8, runs=[{"trials": 8}, {"trials": 7}]))
def measures_nothing_twice(answer, asked):
    """No settings are measured twice: what was drawn before is drawn again."""
    for told, script in _each(answer, asked):
        _ended(told, script)
        trials = script["kwargs"]["trials"]
        different = len(set(told["measured"]))
        expect(
            different == len(told["measured"]),
            f"Expected {counted(trials, 'different setting')} to be measured. Received: "
            f"{different} different ones in {counted(len(told['measured']), 'call')}.",
            "Compare with the settings of all trials so far, before measure is called.",
        )
        _expect_calls(
            told,
            trials,
            "A draw that brings nothing new is no trial: draw again. And one generator for the "
            "whole search; a new one with the same seed draws the same again.",
        )


@check(tuning.random_search, ask=searches(settings=5, runs=[{"trials": 20}]))
def ends_when_the_space_is_used_up(answer, asked):
    """Where there are fewer settings than trials, it ends when all are measured."""
    for told, script in _each(answer, asked):
        found = _trials(told, script)
        _expect_calls(told, 5, "Give up after 1,000 draws in a row without anything new.")
        expect(len(found) == 5, f"Expected 5 trials. Received: {len(found)}.")


# About 1,800 draws bring nothing new, never 1,000 of them in a row.
@check(tuning.random_search, ask=searches(settings=600, runs=[{"trials": 590}]))
def gives_up_only_after_1000_in_a_row(answer, asked):
    """A draw that brings something new sets the count of fruitless draws back."""
    for told, script in _each(answer, asked):
        _ended(told, script)
        _expect_calls(
            told,
            590,
            "Count the draws in a row that bring nothing new: back to 0 after each new one. And do "
            "not give up before 1,000.",
        )


@check(
    tuning.random_search,
    ask=searches(
        settings=14,
        faults=("ValueError", "RuntimeError", "ZeroDivisionError", "MemoryError") * 2,
        runs=[{"trials": 14}, {"trials": 9}],
    ),
)
def a_failed_trial_is_not_the_end(answer, asked):
    """An error in measure is a failed trial, listed last, and the search goes on."""
    for told, script in _each(answer, asked):
        found = _trials(told, script)
        _expect_failed_last(told, script, found)


@check(
    tuning.random_search,
    ask=searches(settings=8, faults=("nan", "nan", "nan"), runs=[{"trials": 8}]),
)
def nan_is_a_failed_trial(answer, asked):
    """A validation accuracy that is nan is a failed trial, and never the best."""
    for told, script in _each(answer, asked):
        found = _trials(told, script)
        _expect_failed_last(told, script, found)


def _expect_failed_last(told, script, found):
    count = script["kwargs"]["trials"]
    _expect_calls(told, count, "A failed trial counts as one of the trials.")
    expect(
        len(found) == count,
        f"Expected {count} trials in the list, those that failed included. Received: {len(found)}.",
        'A failed trial is {"values": values, "score": None}.',
    )
    failed = {
        i
        for i, outcome in enumerate(script["outcomes"])
        if outcome["fault"] or np.isnan(outcome["val_accuracy"])
    }
    for place, score in found:
        expect(
            (score is None) == (place in failed),
            f"Expected the score None for {'a failed' if place in failed else 'no other'} trial. "
            f"Received: {score}.",
            "np.isnan(score) finds what is not a number. Its score is None, like that of a trial "
            "in which measure raised an error.",
        )
    scores = [score for _, score in found]
    finished = [score for score in scores if score is not None]
    expect(
        scores[: len(finished)] == sorted(finished, reverse=True),
        "Expected the highest score first and the failed trials last. Received: "
        f"{', '.join('None' if score is None else f'{score:.2f}' for score in scores)}.",
        "Sort those that finished, and put those that failed behind them.",
    )


@check(
    tuning.random_search,
    ask=searches(settings=5, faults=("KeyboardInterrupt",) * 5, runs=[{"trials": 5}]),
)
def ctrl_c_ends_the_search(answer, asked):
    """Ctrl-C is no failed trial: it ends the search."""
    told = answer[0]
    expect(
        told["ended"] == "KeyboardInterrupt" and len(told["measured"]) == 1,
        "Expected KeyboardInterrupt to end the search. Received: the search went on, "
        f"{counted(len(told['measured']), 'call')} of measure.",
        "except Exception: lets it pass. A bare except: does not.",
    )


@check(
    tuning.random_search,
    ask=searches(settings=400, runs=[{"trials": 10}, {"trials": 10}, {"trials": 10, "seed": 3}]),
)
def the_seed_decides_what_is_drawn(answer, asked):
    """The same seed measures the same settings in the same order, another seed others."""
    for told, script in _each(answer, asked):
        _ended(told, script)
    first, again, other = (told["measured"] for told in answer)
    expect(
        first == again,
        "Expected the same seed to measure the same settings in the same order. Received: other "
        "settings.",
        "rng = np.random.default_rng(seed), once, before the loop.",
    )
    expect(
        first != other,
        "Expected another seed to measure other settings. Received: the same.",
        "Is seed used, or a number of your own?",
    )


@check(tuning.random_search, ask=error_from(None, None, trials=0))
def refuses_a_search_without_trials(answer):
    """No trials at all is an error."""
    expect_error(
        answer,
        "ValueError",
        when="trials is 0",
        hint="Test `trials < 1` first, and `raise ValueError(...)`.",
    )
