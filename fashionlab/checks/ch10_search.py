"""Checks of chapter 10: a search with a budget."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import numpy as np

from fashionlab import tuning
from fashionlab.checks.asserts import (
    counted,
    expect,
    expect_error,
    expect_number,
    kind_of,
    spelt,
)
from fashionlab.checks.questions import errors_from_each, search_by_script
from fashionlab.checks.registry import check
from fashionlab.checks.scripted_search import MISUSED

_VALUES = {"nan": float("nan"), "zero": 0.0}


def searches(*, settings=40, faults=(), runs):
    """Draw what a search finds: settings, their figures, and which of them fail.

    Args:
        settings: How many there are.
        faults: Names of errors, for the first settings in turn; "nan" and "zero" for
            these validation accuracies.
        runs: The keyword arguments of each search; a seed of None is drawn.
    """

    def share(setting):
        rng = setting.rng
        order = rng.permutation(settings)
        spread = rng.permutation(np.linspace(0.5, 0.9, settings))  # no two are equal
        drawn = [_setting(int(n)) for n in order]
        outcomes = [
            {
                # Who learns by heart is best in training, and worst on validation images.
                "accuracy": float(1.4 - value),
                "loss": float(value),
                "val_accuracy": float(value),
                "val_loss": float(value * 2),
                "fault": fault if fault not in _VALUES else "",
            }
            for value, fault in zip(spread, [*faults, *[""] * settings], strict=False)
        ]
        for outcome, fault in zip(outcomes, faults, strict=False):
            outcome["val_accuracy"] = _VALUES.get(fault, outcome["val_accuracy"])
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


def _setting(number):
    """Settings number so and so: others differ in one entry, or have two values exchanged."""
    place, kind = divmod(number, 4)
    one, other = 32 + 16 * place, 40 + 16 * place
    return {
        "units": one if kind < 2 else other,
        "batch_size": other if kind < 2 else one,
        "activation": "tanh" if kind % 2 else "relu",
        "hidden_units": (64,) * (1 + place % 3),
        "learning_rate": 1e-3 * (1 + place % 7),
    }


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
        "An Exception in measure is a failed trial: try: ... except Exception: ..."
        if not told["ended"].startswith(MISUSED)
        else "measure(values), and values is the dict that draw returned.",
    )


def _trials(told, script):
    """The trials as (place in settings, score); the settings must be known ones."""
    _ended(told, script)
    value = told["value"]
    expect(
        isinstance(value, (list, tuple)) and all(isinstance(each, dict) for each in value),
        f"Expected a list of dicts. Received: {_kind(value)}.",
        "Did you forget the `return` statement?"
        if value is None
        else 'One dict per trial: {"values": values, "score": score}.',
    )
    places = {_spelt(settings): place for place, settings in enumerate(script["settings"])}
    found = []
    for each in value:
        expect(
            "values" in each and "score" in each,
            'Expected each trial to have "values" and "score". '
            f"Received: {', '.join(map(str, each))[:200] or 'none'}.",
            '{"values": values, "score": score}',
        )
        place = places.get(_spelt(each["values"]))
        expect(
            place is not None,
            'Expected "values" to be what draw returned. Received: something else.',
            "Keep the dict that draw returned, for each trial its own.",
        )
        score = each["score"]
        found.append((place, None if score is None else expect_number(score, what="a score")))
    return found


def _kind(value):
    """Name what came in the place of a list of dicts."""
    if not isinstance(value, (list, tuple)):
        return kind_of(value)
    strange = [kind_of(each) for each in value if not isinstance(each, dict)]
    return f"a list with {strange[0] if strange else 'dicts'}"


def _spelt(values):
    """Settings as a text; their names may stand in another order."""
    return (
        spelt(sorted(values.items(), key=lambda item: str(item[0])))
        if isinstance(values, dict)
        else ""
    )


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
    """No settings are measured twice: if a draw repeats earlier ones, it draws once more."""
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
        expect(
            len(found) == 5,
            f"Expected 5 trials. Received: {len(found)}.",
            "Return every trial that was measured, also when the space is used up.",
        )


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
    ask=searches(settings=8, faults=("nan", "nan", "nan", "zero"), runs=[{"trials": 8}]),
)
def nan_is_a_failed_trial(answer, asked):
    """A validation accuracy that is nan is a failed trial and never the best; 0.0 is a score."""
    for told, script in _each(answer, asked):
        found = _trials(told, script)
        _expect_failed_last(told, script, found)


def _expect_failed_last(told, script, found):
    count = script["kwargs"]["trials"]
    _expect_calls(told, count, "A failed trial counts as one of the trials.")
    expect(
        len(set(told["measured"])) == count,
        f"Expected {counted(count, 'different setting')} to be measured. Received: "
        f"{len(set(told['measured']))} different ones.",
        "What failed once is not measured again: it is among the trials so far.",
    )
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
            "in which measure raised an error. A score of 0.0 is one: ask `score is None`.",
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
    calls = len(told["measured"])
    hint = "except Exception: lets it pass. A bare except: does not."
    expect(
        calls <= 1,
        "Expected KeyboardInterrupt to end the search. Received: the search went on, "
        f"{counted(calls, 'call')} of measure.",
        hint,
    )
    expect(
        told["ended"] == "KeyboardInterrupt",
        "Expected KeyboardInterrupt to reach whoever called the search. Received: "
        f"{told['ended'] or 'it was caught, and something was returned'}.",
        hint,
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


@check(
    tuning.random_search,
    ask=errors_from_each(None, None, variants=[{"trials": trials} for trials in (0, -1)]),
)
def refuses_a_search_without_trials(answer):
    """No trials at all is an error, and so are fewer."""
    for told, trials in zip(answer, (0, -1), strict=True):
        expect_error(
            told,
            "ValueError",
            when=f"trials is {trials}",
            hint="Test `trials < 1` first, and `raise ValueError(...)`.",
        )
