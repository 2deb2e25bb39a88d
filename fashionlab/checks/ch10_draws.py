"""Checks of chapter 10: values drawn from a search space."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import itertools

import numpy as np

from fashionlab import tuning
from fashionlab.checks.asserts import (
    Mismatch,
    expect,
    expect_number,
    kind_of,
    spelt,
)
from fashionlab.checks.questions import Draw, draw_from_space
from fashionlab.checks.registry import check
from fashionlab.tuning.space import space_as_dict

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
    rows = [value for value in column if isinstance(value, (np.ndarray, list, tuple))]
    expect(
        not rows,
        f"Expected one number for {name}. Received: {kind_of(rows[0])}." if rows else "",
        "Without a size, rng.uniform and rng.integers give a number, and float(...) makes a "
        "Python number of it.",
    )
    numbers = np.array([expect_number(value, what=f"{name}") for value in column])
    expect(
        np.isfinite(numbers).all(),
        f"Expected numbers for {name}. Received: nan.",
        "np.log of 0 or of a negative number gives nan: take it only where setting.log is True.",
    )
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
        f"Received: {spelt(strange[0]):.80}."
        if strange
        else "",
        hint,
    )


def _same(value, other):
    """Equal and of one kind: 64.0 is no int, and [64] no tuple."""
    return type(value) is type(other) and spelt(value) == spelt(other)


def _expect_even(shares, wanted, name, hint, *, count=COUNT):
    """Expect each share of `count` draws as often, give or take five standard deviations."""
    for part, share in shares.items():
        allowed = 5 * np.sqrt(wanted * (1 - wanted) / count)
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


# Rounding into steps gives each end half its share: 0.08 less, and 600 draws allow 0.09.
MANY = 2_000


@check(tuning.draw_values, ask=drawn_from(ints, count=MANY))
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
        shares = {str(v): column.count(v) / MANY for v in values}
        _expect_even(shares, 1 / len(values), name, hint, count=MANY)


def floats(rng):
    """Floats that are drawn evenly."""
    low = float(rng.uniform(-2, 2))
    return {
        "dropout_rate": tuning.Float(0.0, 0.5),
        "offset": tuning.Float(low, low + float(rng.uniform(1, 9))),
        "momentum": tuning.Float(0.2, 0.6),
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
    values = asked.fields["space"]["optimizer"]["values"]
    optimizers = _column(answer[0], "optimizer", asked)
    _expect_listed(optimizers, values, "optimizer", "setting.values holds what is possible.")
    columns = {
        "optimizer": np.array([list(values).index(each) for each in optimizers]),
        "units": units,
        "dropout_rate": dropout,
        "learning_rate": np.log(np.maximum(rate, 1e-12)),
    }
    # By chance a correlation has a standard deviation of 0.04.
    for pair in itertools.combinations(columns, 2):
        names, (one, other) = " and ".join(pair), (columns[name] for name in pair)
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
        spelt(first) == spelt(second),
        "Expected two generators of seed 5 to draw the same. Received: other values.",
        "Every draw comes from rng, none from np.random or random.",
    )
    expect(
        spelt(first) != spelt(other),
        "Expected another seed to draw other values. Received: the same.",
        "Use the generator that was passed in. Do not make one with a seed of your own.",
    )
    expect(
        spelt(first[0]) != spelt(first[1]),
        "Expected the next call to draw other values. Received: the same again.",
        "Use the generator that was passed in. Do not make a new one in each call.",
    )
