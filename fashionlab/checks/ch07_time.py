"""Checks of chapter 7: timing calls, and the models that are worth their cost."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import math
from typing import Any

import numpy as np

from fashionlab import evaluation
from fashionlab.checks.asserts import (
    Mismatch,
    as_list,
    counted,
    expect,
    expect_close,
    expect_error,
    expect_number,
    kind_of,
    spelt,
)
from fashionlab.checks.questions import (
    Draw,
    Setting,
    arguments_after,
    call,
    call_each,
    error_from,
    error_from_timing,
    time_by_script,
)
from fashionlab.checks.registry import check
from fashionlab.checks.timings import INPUTS, SLOWEST, timed_calls, timings

# --- evaluation.time_calls

# What libraries mean by a percentile; of 41 calls, places 38 to 39.9.
_DEFINITIONS: tuple[Any, ...] = (
    *("linear", "lower", "higher", "nearest", "inverted_cdf", "averaged_inverted_cdf"),
    *("closest_observation", "interpolated_inverted_cdf", "hazen", "weibull"),
    *("median_unbiased", "normal_unbiased"),
)


def _median_and_p95(value):
    """The two numbers that came back."""
    told = "Expected a tuple (median, p95). Received: "
    if value is None:
        raise Mismatch(f"{told}None.", "Did you forget the `return` statement?")
    items = as_list(value)
    if not isinstance(items, (list, tuple)) or len(items) != 2:
        many = f" with {len(items)} items" if isinstance(items, (list, tuple)) else ""
        raise Mismatch(f"{told}{kind_of(value)}{many}.", "`return median, p95`")
    return [
        expect_number(item, what=name)
        for item, name in zip(items, ("the median", "p95"), strict=True)
    ]


def _expect_times(answer, asked, hint, *, median_too=True, p95_too=True):
    for timing, seconds, script in zip(
        answer, timed_calls(asked), asked.fields["scripts"], strict=True
    ):
        median, p95 = _median_and_p95(timing["value"])
        kwargs = script["kwargs"]
        when = f"with warm_up={kwargs['warm_up']} and repeats={kwargs['repeats']}"
        if median_too:
            expect_close(
                median,
                np.median(seconds),
                what=f"the median in seconds, {when},",
                tolerance=1e-6,
                hint=hint,
            )
        if p95_too:
            usual = [np.percentile(seconds, 95, method=method) for method in _DEFINITIONS]
            if not min(usual) - 1e-6 <= p95 <= max(usual) + 1e-6:
                expect_close(
                    p95,
                    np.percentile(seconds, 95),
                    what=f"p95 in seconds, {when},",
                    tolerance=1e-6,
                    hint=hint,
                )


@check(
    evaluation.time_calls,
    ask=time_by_script(timings({"warm_up": 3, "repeats": 41}, {"warm_up": 2, "repeats": 20})),
)
def takes_the_median(answer, asked):
    """The first number is the median of the timed calls, in seconds of the given clock."""
    _expect_times(
        answer,
        asked,
        "Look at clock() before and after every single call. One slow call pulls the mean up, and "
        "leaves the median where it is. Of 20 calls it is the middle of the 10th and the 11th.",
        p95_too=False,
    )


@check(
    evaluation.time_calls,
    ask=time_by_script(timings({"warm_up": 1, "repeats": 41}, {"warm_up": 2, "repeats": 101})),
)
def tells_how_slow_the_slow_ones_are(answer, asked):
    """The second number is the time that 95 of 100 timed calls stay below."""
    _expect_times(
        answer,
        asked,
        "np.percentile(seconds, 95), of the timed calls alone.",
        median_too=False,
    )


@check(evaluation.time_calls, ask=time_by_script(timings({"warm_up": 30, "repeats": 21})))
def leaves_the_warm_up_out(answer):
    """What the warm-up calls take is not part of the result."""
    (timing,) = answer
    slower = max(_median_and_p95(timing["value"]))
    expect(
        slower <= SLOWEST,
        f"Expected at most {SLOWEST:g} seconds: no timed call took longer, only those of the "
        f"warm-up. Received: {slower:.6g}.",
        "Make the warm-up calls first, in a loop of their own, without a look at the clock.",
    )


@check(
    evaluation.time_calls,
    ask=time_by_script(timings({"warm_up": 4, "repeats": 21}, {"warm_up": 1, "repeats": 1})),
)
def calls_as_often_as_told(answer, asked):
    """There are warm_up calls and then repeats calls."""
    for timing, script in zip(answer, asked.fields["scripts"], strict=True):
        warm_up, repeats = script["kwargs"]["warm_up"], script["kwargs"]["repeats"]
        expect(
            len(timing["used"]) == warm_up + repeats,
            f"Expected {warm_up + repeats} calls with warm_up={warm_up} and repeats={repeats}. "
            f"Received: {counted(len(timing['used']), 'call')}.",
            "The warm-up calls come in addition to the timed ones.",
        )


@check(evaluation.time_calls, ask=time_by_script(timings({"warm_up": 2, "repeats": 21})))
def takes_the_inputs_in_turn(answer):
    """The timed calls take the first input, the second, and so on, and begin again."""
    (timing,) = answer
    timed = timing["used"][-21:]
    go_round = "For call number i, counted from 0, i % len(inputs) goes round: 0, 1, 2, 0, 1, 2."
    expect(
        len(timed) == 21,
        f"Expected 21 timed calls. Received: {counted(len(timed), 'call')} in all.",
        go_round,
    )
    expect(
        -1 not in timing["used"],
        "Expected every call with one of the inputs. Received: a call with something else.",
        "call(inputs[i]), not call(inputs).",
    )
    times = [timed.count(place) for place in range(INPUTS)]
    expect(
        len(set(times)) == 1,
        f"Expected each of {INPUTS} inputs to be used {21 // INPUTS} times in 21 timed calls. "
        f"Received: {times} times.",
        go_round,
    )
    for number, place in enumerate(timed):
        expect(
            place == number % INPUTS,
            f"Expected timed call number {number + 1} to take inputs[{number % INPUTS}] of "
            f"{INPUTS} inputs. Received: inputs[{place}].",
            go_round,
        )


@check(
    evaluation.time_calls,
    # Of a single call, the mean and every percentile are the same.
    ask=time_by_script(timings({"warm_up": 0, "repeats": 1})),
)
def works_without_warm_up(answer, asked):
    """With warm_up=0 the first call counts, here the only one."""
    _expect_times(
        answer,
        asked,
        "Are all calls timed when warm_up is 0? seconds[-0:] and seconds[:-0] are traps.",
    )


@check(evaluation.time_calls, ask=error_from_timing(timings({"warm_up": 1, "repeats": 0})))
def refuses_to_time_nothing(answer):
    """With repeats=0 there is nothing to take a median of."""
    expect_error(
        answer,
        "ValueError",
        when="repeats is 0",
        hint="Test `if repeats < 1:` before the first call, and `raise ValueError(...)`.",
    )


@check(evaluation.time_calls, ask=error_from_timing(timings({"warm_up": 1, "repeats": -1})))
def refuses_fewer_repeats_than_none(answer):
    """A number of repeats below 0 is an error, too."""
    expect_error(
        answer,
        "ValueError",
        when="repeats is -1",
        hint="`if repeats < 1:` finds 0 and -1; `if not repeats:` finds only 0.",
    )


@check(
    evaluation.time_calls, ask=error_from_timing(timings({"warm_up": 1, "repeats": 1}, inputs=0))
)
def refuses_to_time_without_inputs(answer):
    """Without inputs there is nothing to call with."""
    expect_error(
        answer,
        "ValueError",
        when="there are no inputs",
        hint="Test `if not len(inputs):` before the first call, and `raise ValueError(...)`.",
    )


# --- evaluation.pareto_front


def _front(points):
    """The places that are not beaten, by comparing each with each, cheapest first."""
    table: np.ndarray = np.asarray(points, dtype=float).reshape(-1, 2)
    cost, score = table[:, 0], table[:, 1]
    no_worse = (cost[:, None] <= cost) & (score[:, None] >= score)
    better = (cost[:, None] < cost) | (score[:, None] > score)
    beaten = np.any(no_worse & better, axis=0).tolist()
    # A stable sort leaves equal ones in the order of the points.
    return [int(i) for i in np.argsort(cost, kind="stable") if not beaten[i]]


def _places(answer, count):
    told = f"Expected a list of places in points, whole numbers from 0 to {count - 1}. Received: "
    if answer is None:
        raise Mismatch(f"{told}None.", "Did you forget the `return` statement?")
    items = as_list(answer)
    if not isinstance(items, (list, tuple)):
        raise Mismatch(f"{told}{kind_of(answer)}.")
    for item in items:
        whole = isinstance(item, (int, float)) and not isinstance(item, bool) and item == item // 1
        if not whole or not 0 <= item < count:
            raise Mismatch(
                f"{told}a list with {spelt(item):.60} in it.",
                "Where a point stands in the list, not the point: enumerate(points) gives both.",
            )
    return [int(item) for item in items]


def _expect_front(answer, points, hint):
    places, expected = _places(answer, len(points)), _front(points)
    for place in places:
        if place not in expected:
            beats = next(i for i in expected if _beats(points[i], points[place]))
            raise Mismatch(
                f"Expected {_told(points, place)} not to be on the front: {_told(points, beats)} "
                f"beats it. Received: {places}.",
                hint,
            )
    missing = [place for place in expected if place not in places]
    expect(
        not missing,
        f"Expected {_told(points, missing[0]) if missing else ''} on the front: no point beats it. "
        f"Received: {places}.",
        hint,
    )
    costs = [points[place][0] for place in places]
    expect(
        costs == sorted(costs),
        f"Expected the places from the cheapest point on: {expected}. Received: {places}.",
        "Sort by cost, the lowest first.",
    )
    expect(
        places == expected,
        f"Expected the places from the cheapest point on: {expected}. Received: {places}.",
        "Of equal points, the one that stands first in points comes first. Each is listed once.",
    )


def _beats(one, other):
    return one[0] <= other[0] and one[1] >= other[1] and tuple(one) != tuple(other)


def _told(points, place):
    cost, score = points[place]
    return f"points[{place}] (cost {cost:.4g}, score {score:.4g})"


def _models(count: int) -> Draw:
    """Points of which no two have the same cost or the same score, in any order."""

    def draw(setting: Setting) -> list[tuple[float, float]]:
        rng = setting.rng
        costs = 1000.0 * rng.permutation(np.arange(1, count + 1))
        # What costs more is better as a rule: several are on the front.
        scores = 0.5 + 0.4 * (costs / costs.max()) ** 0.5 + rng.normal(0, 0.04, count)
        return [(float(c), float(s)) for c, s in zip(costs, scores, strict=True)]

    return Draw(draw)


def _with_ties(setting: Setting) -> list[tuple[float, float]]:
    """Two stairs of points: at each cost two scores, at each score two costs."""
    rng = setting.rng
    steps = sorted(float(n) for n in rng.permutation(range(1, 40))[:5])
    points = [(cost, cost) for cost in steps]
    points += [(cost, cost - 0.5) for cost in steps]  # same cost, lower score
    points += [(cost + 0.5, cost) for cost in steps]  # same score, higher cost
    return [points[i] for i in rng.permutation(len(points))]


def _with_equal_ones(setting: Setting) -> list[tuple[float, float]]:
    """Four points of a front, each of them two or three times, and one that is beaten twice."""
    rng = setting.rng
    front = [(float(n), float(n) / 50) for n in sorted(rng.permutation(range(1, 40))[:4])]
    points = front * 2 + front[:2] + [(60.0, 0.001)] * 2
    return [points[i] for i in rng.permutation(len(points))]


@check(evaluation.pareto_front, ask=call(_models(14)))
def finds_what_no_point_beats(answer, asked):
    """A point stays when none costs less or the same and scores more or the same."""
    _expect_front(
        answer,
        asked.args[0],
        "Compare each point with every other. It is beaten when another costs no more and scores "
        "no less.",
    )


@check(evaluation.pareto_front, ask=call(Draw(_with_ties)))
def equal_in_one_is_decided_by_the_other(answer, asked):
    """At the same cost the higher score wins, at the same score the lower cost."""
    _expect_front(
        answer,
        asked.args[0],
        "To beat a point it is enough to be better in one of the two and equal in the other.",
    )


@check(evaluation.pareto_front, ask=call(Draw(_with_equal_ones)))
def equal_points_all_stay(answer, asked):
    """Points that are equal in both do not beat each other."""
    _expect_front(
        answer,
        asked.args[0],
        "A point never beats itself, nor one that is equal to it: better in at least one.",
    )


@check(
    evaluation.pareto_front,
    ask=call_each(variants=[{"points": [(120.0, 0.9)]}, {"points": []}]),
)
def one_point_is_a_front_and_none_is_empty(answer):
    """A single point is on the front; no points have an empty one."""
    _expect_front(answer[0], [(120.0, 0.9)], "Nothing beats a point that is alone.")
    expect(
        _places(answer[1], 1) == [],
        f"Expected [] where there are no points. Received: {spelt(answer[1]):.60}.",
        "With an empty list every loop ends at once.",
    )


ALMOST = 0.9 - 1e-9
# The last is almost as good as the second, and beaten by it.
CLOSE = [(3.0, 0.9), (2.0, ALMOST), (1.0, -5.0), (2.5, -5.0), (2.0 + 1e-9, ALMOST)]


@check(evaluation.pareto_front, ask=call_each(variants=[{"points": CLOSE}]))
def any_difference_counts(answer, asked):
    """A score that is higher by a billionth, and at three times the price, is not beaten."""
    _expect_front(
        answer[0],
        asked.fields["variants"][0]["points"],
        "No rounding, no ratio of score and cost, no lowest score to begin with: only compare.",
    )


@check(evaluation.pareto_front, ask=error_from([(1.0, 0.5), (2.0, math.nan), (3.0, 0.9)]))
def refuses_a_score_that_is_nan(answer):
    """A score that is no number is an error."""
    expect_error(
        answer,
        "ValueError",
        when="a score is nan",
        hint="Every comparison with nan is False: it would never be beaten. math.isfinite tells.",
    )


@check(evaluation.pareto_front, ask=error_from([(1.0, 0.5), (math.inf, 0.7), (3.0, 0.9)]))
def refuses_a_cost_that_is_infinite(answer):
    """A cost that is infinite is an error."""
    expect_error(
        answer,
        "ValueError",
        when="a cost is infinite",
        hint="Look at costs, too, and for inf as well as nan: math.isfinite.",
    )


@check(evaluation.pareto_front, ask=error_from([(1.0, 0.5), (2.0, -math.inf), (3.0, 0.9)]))
def refuses_a_score_of_minus_infinity(answer):
    """A score that is minus infinity is an error, too."""
    expect_error(
        answer,
        "ValueError",
        when="a score is -inf",
        hint="-inf is infinite as well, and below every number: math.isfinite finds both.",
    )


@check(evaluation.pareto_front, ask=arguments_after(_models(9)))
def leaves_the_points_where_they_are(answer, asked):
    """The list passed in is the same afterwards."""
    expect(
        spelt(answer[0]) == spelt(asked.args[0]),
        "Expected the list of points to be the same after the call. Received: another order, or "
        "other points.",
        "points.sort() and points.remove() change the list that was passed in. sorted() makes a "
        "new one.",
    )
