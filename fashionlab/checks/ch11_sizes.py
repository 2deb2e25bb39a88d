"""Checks of chapter 11: two ways of learning at equal numbers of images."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import itertools
from typing import Any

import numpy as np

from fashionlab import evaluation
from fashionlab.checks.asserts import (
    Mismatch,
    as_list,
    expect,
    expect_close,
    expect_error,
    expect_number,
    kind_of,
    spelt,
)
from fashionlab.checks.questions import Draw, arguments_after, call_each, errors_from_each
from fashionlab.checks.registry import check

Runs = list[tuple[int, float]]
LOGARITHM_HINT = (
    "The place is images * (following / images) ** share, where share = gain / (gain - next gain) "
    "is how far along the straight line the gain reaches 0."
)


def _sizes(rng: np.random.Generator, count: int) -> list[int]:
    """Numbers of images, rising, each 2 to 8 times the one before."""
    sizes = [int(rng.integers(20, 60))]
    for _ in range(count - 1):
        sizes.append(int(sizes[-1] * rng.uniform(2, 8)))
    return sizes


def _runs(rng: np.random.Generator, gains: list[float]) -> dict[str, Runs]:
    """One run of each way for each of these gains, so many images as `_sizes` says."""
    sizes = _sizes(rng, len(gains))
    scratch = [(size, float(rng.uniform(0.3, 0.6))) for size in sizes]
    # float: a number of NumPy's does not go over the wire.
    transfer = [
        (size, float(run[1] + gain)) for size, run, gain in zip(sizes, scratch, gains, strict=True)
    ]
    return {"scratch": scratch, "transfer": transfer}


def _twice(draw: Any, *more: dict[str, Runs]) -> Any:
    """Ask more than once, with what `draw` makes of a generator; so that luck does not help."""
    return call_each(variants=Draw(lambda setting: [*(draw(setting.rng) for _ in range(3)), *more]))


def _mean(runs: Runs, images: int) -> float | None:
    own = [accuracy for size, accuracy in runs if size == images]
    return sum(own) / len(own) if own else None


def _expected_gains(runs: dict[str, Runs]) -> Runs:
    gains = []
    for images in sorted({size for size, _ in runs["scratch"]}):
        before, after = _mean(runs["scratch"], images), _mean(runs["transfer"], images)
        if before is not None and after is not None:
            gains.append((images, after - before))
    return gains


def _expected_crossing(gains: Runs) -> float | None:
    """By NumPy's interpolation, over the logarithm."""
    zeros = [float(images) for images, gain in gains if gain == 0]
    for (left, before), (right, after) in itertools.pairwise(gains):
        if before * after < 0:
            pair = sorted([(before, np.log(left)), (after, np.log(right))])
            values, places = zip(*pair, strict=True)
            zeros.append(float(np.exp(np.interp(0.0, values, places))))
    return min(zeros, default=None)


def _two(answer):
    told = "Expected a tuple (gains, crossing). Received: "
    if answer is None:
        raise Mismatch(f"{told}None.", "Did you forget the `return` statement?")
    if not isinstance(answer, (list, tuple)) or len(answer) != 2:
        raise Mismatch(f"{told}{kind_of(answer)}.", "`return gains, crossing`")
    return answer


def _expect_gains(answer, runs, hint):
    received, wanted = _two(answer)[0], _expected_gains(runs)
    told = "Expected gains to be a list of tuples (images, gain). Received: "
    items = as_list(received)
    if not isinstance(items, (list, tuple)):
        raise Mismatch(f"{told}{kind_of(received)}.", hint)
    for item in items:
        item = as_list(item)
        if not isinstance(item, (list, tuple)) or len(item) != 2:
            raise Mismatch(f"{told}a list with {spelt(item):.60} in it.", hint)
    given = [expect_number(images, what="a number of images in gains") for images, _ in items]
    numbers = [images for images, _ in wanted]
    expect(
        given == numbers,
        f"Expected gains at {numbers} images. Received: {[f'{each:g}' for each in given]}.".replace(
            "'", ""
        ),
        hint,
    )
    for (images, gain), (_, value) in zip(wanted, items, strict=True):
        expect_close(value, gain, what=f"the gain at {images} images", tolerance=1e-9, hint=hint)


def _expect_crossing(answer, runs, hint):
    received, gains = _two(answer)[1], _expected_gains(runs)
    wanted = _expected_crossing(gains)
    told = ", ".join(f"{gain:+.4g} at {images} images" for images, gain in gains)
    if wanted is None:
        expect(
            received is None,
            f"Expected crossing to be None, with gains of {told}. Received: "
            f"{received if isinstance(received, (int, float)) else kind_of(received)}.",
            hint,
        )
        return
    if received is None:
        raise Mismatch(
            f"Expected a crossing at {wanted:.6g} images, with gains of {told}. Received: None.",
            hint,
        )
    expect_close(
        received,
        wanted,
        what=f"the crossing, with gains of {told},",
        tolerance=1e-6,
        hint=hint,
    )


def _each(answer, asked):
    return zip(answer, asked.fields["variants"], strict=True)


# --- evaluation.compare_by_size


@check(
    evaluation.compare_by_size,
    ask=_twice(lambda rng: _runs(rng, list(rng.uniform(0.05, 0.3, 3)))),
)
def the_gain_is_transfer_minus_scratch(answer, asked):
    """The gain: accuracy of transfer minus that of scratch, number by number."""
    for value, runs in _each(answer, asked):
        _expect_gains(value, runs, "Above 0 where transfer is better.")


def _several_seeds(rng):
    sizes = _sizes(rng, 3)
    seeds = {
        way: [(size, float(rng.uniform(low, low + 0.2))) for size in sizes for _ in range(count)]
        for way, low, count in (("scratch", 0.2, 3), ("transfer", 0.6, 4))
    }
    return {way: [runs[i] for i in rng.permutation(len(runs))] for way, runs in seeds.items()}


@check(evaluation.compare_by_size, ask=_twice(_several_seeds))
def several_runs_count_by_their_mean(answer, asked):
    """Of several runs with the same number of images the mean counts."""
    for value, runs in _each(answer, asked):
        _expect_gains(
            value,
            runs,
            "Collect the accuracies of each number of images in a list of its own. A dict keeps "
            "one value for each key: the last.",
        )


def _unmatched(rng):
    sizes = _sizes(rng, 5)
    scratch = [(size, float(rng.uniform(0.1, 0.3))) for size in sizes[:4]]
    transfer = [(size, float(rng.uniform(0.4, 0.6))) for size in sizes[1:]]
    return {"scratch": scratch, "transfer": transfer}


@check(evaluation.compare_by_size, ask=_twice(_unmatched))
def leaves_out_what_one_alone_has(answer, asked):
    """Numbers of images that only one of the two has are left out."""
    for value, runs in _each(answer, asked):
        _expect_gains(
            value,
            runs,
            "The first run of one list need not have as many images as the first run of the other. "
            "Take the numbers that are in both.",
        )


def _mixed(rng):
    runs = _runs(rng, list(rng.uniform(0.05, 0.3, 7)))
    # Never by chance in order: the largest stands first, the smallest last.
    return {way: [each[-1], *each[1:-1], each[0]] for way, each in runs.items()}


@check(evaluation.compare_by_size, ask=_twice(_mixed))
def the_smallest_number_comes_first(answer, asked):
    """The runs may come in any order; the gains come sorted."""
    for value, runs in _each(answer, asked):
        _expect_gains(value, runs, "sorted(...) sorts numbers of images upwards.")


@check(
    evaluation.compare_by_size,
    ask=_twice(
        lambda rng: _runs(
            rng, [rng.uniform(0.1, 0.3), rng.uniform(0.004, 0.01), -rng.uniform(0.1, 0.2)]
        )
    ),
)
def crosses_where_scratch_catches_up(answer, asked):
    """The crossing lies between a gain above 0 and one below."""
    for value, runs in _each(answer, asked):
        _expect_crossing(value, runs, f"A straight line over the logarithm. {LOGARITHM_HINT}")


@check(
    evaluation.compare_by_size,
    ask=_twice(
        lambda rng: _runs(
            rng, [-rng.uniform(0.1, 0.2), -rng.uniform(0.004, 0.01), rng.uniform(0.1, 0.3)]
        )
    ),
)
def crosses_where_transfer_catches_up(answer, asked):
    """It may also be the other way round: scratch is better first."""
    for value, runs in _each(answer, asked):
        _expect_crossing(
            value,
            runs,
            f"Two gains lie on both sides of 0 if their product is below 0. {LOGARITHM_HINT}",
        )


def _two_crossings(rng):
    signs = int(rng.choice([-1, 1])) * np.array([1, -1, -1, 1])
    return _runs(rng, list(signs * rng.uniform(0.05, 0.3, 4)))


@check(evaluation.compare_by_size, ask=_twice(_two_crossings))
def the_first_crossing_counts(answer, asked):
    """Of two crossings the one with fewer images is given."""
    for value, runs in _each(answer, asked):
        _expect_crossing(value, runs, "Stop at the first one: `break`, or return at once.")


def _exact(*gains: float) -> dict[str, Runs]:
    """Runs of exact binary numbers, with these gains, up to three of them."""
    pairs = list(zip((40, 100, 900), gains, strict=False))
    return {
        "scratch": [(size, 0.5) for size, _ in pairs],
        "transfer": [(size, 0.5 + gain) for size, gain in pairs],
    }


@check(
    evaluation.compare_by_size,
    ask=call_each(
        variants=[
            _exact(0.25, 0.0, -0.125),
            _exact(0.0, 0.25, 0.125),
            _exact(-0.25, -0.125, 0.0),
            _exact(0.25, 0.0, 0.125),
            _exact(0.25, 0.0, 0.0),
            _exact(0.0),
        ]
    ),
)
def a_gain_of_0_is_the_crossing(answer, asked):
    """Where two are equally good at one of the numbers, that number is the crossing."""
    for value, runs in _each(answer, asked):
        _expect_crossing(
            value,
            runs,
            "A gain of exactly 0 counts by itself, whatever its neighbours: test it first.",
        )


@check(
    evaluation.compare_by_size,
    ask=call_each(variants=[_exact(0.25, -0.125, 0.0), _exact(0.0, 0.25, -0.125)]),
)
def a_gain_of_0_waits_its_turn(answer, asked):
    """Of a gain of 0 and a change of sign, the one with fewer images is the crossing."""
    for value, runs in _each(answer, asked):
        _expect_crossing(
            value,
            runs,
            "Go through the numbers of images once, from the smallest: at each, first the gain "
            "itself, then the change of sign to the next.",
        )


def _no_crossing(rng):
    """Gains of one sign, which come nearer to 0 with every step."""
    sign = int(rng.choice([-1, 1]))
    return _runs(rng, [sign * 0.3, sign * 0.2, sign * float(rng.uniform(0.004, 0.01))])


@check(evaluation.compare_by_size, ask=_twice(_no_crossing, _exact(0.25)))
def never_guesses_what_lies_beyond(answer, asked):
    """Where one of the two is better at every number, there is no crossing: None."""
    for value, runs in _each(answer, asked):
        _expect_crossing(
            value,
            runs,
            "The lines may come nearer to each other; whether they ever meet nobody has measured.",
        )


@check(
    evaluation.compare_by_size,
    ask=errors_from_each(
        variants=[
            {"scratch": [(100, 0.5), (400, 0.75)], "transfer": [(200, 0.5), (800, 0.75)]},
            {"scratch": [(100, 0.5)], "transfer": []},
        ]
    ),
)
def refuses_what_cannot_be_compared(answer):
    """Without a number of images that both have there is an error."""
    for each, when in zip(
        answer, ("no number of images is in both lists", "one list is empty"), strict=True
    ):
        expect_error(
            each,
            "ValueError",
            when=when,
            hint="An empty table would look like a comparison: `raise ValueError(...)`.",
        )


@check(
    evaluation.compare_by_size,
    ask=arguments_after(
        [(400, 0.5), (100, 0.25), (100, 0.125)], [(100, 0.75), (400, 0.5), (1600, 0.875)]
    ),
)
def leaves_the_runs_as_they_are(answer, asked):
    """The lists passed in are the same afterwards."""
    for received, given in zip(answer, asked.args, strict=True):
        expect(
            spelt(received) == spelt(given),
            "Expected the list of runs to be the same after the call. Received: another one.",
            "runs.sort() changes the list that was passed in. sorted(runs) makes a new one.",
        )
