"""Checks of chapter 10: folds in which every class has its share."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import numpy as np

from fashionlab import training
from fashionlab.checks.asserts import (
    Mismatch,
    counted,
    expect,
    expect_array,
    expect_equal,
    expect_error,
    kind_of,
)
from fashionlab.checks.questions import (
    Draw,
    arguments_after,
    call,
    call_each,
    errors_from_each,
)
from fashionlab.checks.registry import check

CLASSES = (-3, 1, 2, 5, 9)  # any ints may be classes
SIZES = (101, 47, 60, 30, 22)
SEED = Draw(lambda setting: int(setting.rng.integers(2**31)))


def labels_of(sizes=SIZES, classes=CLASSES, *, mixed=True):
    """Labels of classes of different sizes, in random order or sorted."""

    def draw(setting):
        labels = np.repeat(np.array(classes, dtype=np.int64), sizes)
        return setting.rng.permutation(labels) if mixed else labels

    return Draw(draw)


LABELS = labels_of()


def _indices(received, what, count):
    received = expect_array(given := received, what=what)
    if received.size == 0:
        return np.zeros(0, np.int64)
    expect(
        not isinstance(given, np.ndarray) or received.dtype.kind != "f",
        f"Expected {what} to hold integers. Received: dtype {received.dtype}.",
        "NumPy takes no floats for indices. np.array([]) begins as floats; collect the indices in "
        "a list and use np.concatenate.",
    )
    whole = received.ndim == 1 and np.array_equal(received, np.round(received))
    if not whole or received.dtype == bool:
        raise Mismatch(
            f"Expected {what} to be a row of indices. Received: {kind_of(received)}"
            + (" of True and False." if received.dtype == bool else "."),
            "np.flatnonzero(mask) gives the indices where a mask is True.",
        )
    expect(
        received.min() >= 0 and received.max() < count,
        f"Expected {what} to be indices from 0 to {count - 1}. "
        f"Received: {received.min():g} to {received.max():g}.",
        "Indices into labels, not labels.",
    )
    return received.astype(np.int64)


def _folds(answer, labels, folds):
    """The folds as pairs of index arrays."""
    expect(
        isinstance(answer, (list, tuple)),
        f"Expected a list with a tuple for each fold. Received: {kind_of(answer)}.",
        "Did you forget the `return` statement?" if answer is None else "",
    )
    expect(
        len(answer) == folds,
        f"Expected {counted(folds, 'fold')}. Received: {len(answer)}.",
        "One tuple (learn, measure) for each fold.",
    )
    pairs = []
    for number, fold in enumerate(answer, start=1):
        expect(
            isinstance(fold, (list, tuple)) and len(fold) == 2,
            f"Expected fold {number} to be a tuple of two arrays. Received: {kind_of(fold)}.",
            "(learn, measure): the indices to learn from, and those to measure on.",
        )
        pairs.append(
            tuple(
                _indices(part, f"{name} of fold {number}", len(labels))
                for name, part in zip(("learn", "measure"), fold, strict=True)
            )
        )
    return pairs


@check(training.stratified_folds, ask=call_each(LABELS, variants=[{"folds": 4}, {}]))
def measures_each_example_once(answer, asked):
    """Each example is measured on in exactly one fold, of 5 if nothing is said."""
    labels = asked.args[0]
    for value, folds in zip(answer, (4, 5), strict=True):
        measured = np.concatenate([pair[1] for pair in _folds(value, labels, folds)])
        times = np.bincount(measured.astype(int), minlength=len(labels))
        wrong = int(np.argmax(times != 1))  # the first one, if there is any
        expect(
            times[wrong] == 1,
            f"Expected each example to be measured on once. Received: example {wrong} "
            f"{counted(int(times[wrong]), 'time')}.",
            "Deal the examples of each class out to the folds, as cards to players.",
        )


@check(training.stratified_folds, ask=call(LABELS, 5, seed=SEED))
def learns_from_all_others(answer, asked):
    """In each fold, what is not measured on is learned from, and nothing else."""
    labels = asked.args[0]
    for number, (learn, measure) in enumerate(_folds(answer, labels, 5), start=1):
        both = len(np.intersect1d(learn, measure))
        expect(
            both == 0,
            f"Expected no example of fold {number} to be learned from and measured on. "
            f"Received: {counted(both, 'example')} in both.",
            "A network knows what it has learned from: measured on that, it looks better than it "
            "is.",
        )
        missing = len(np.setdiff1d(np.arange(len(labels)), np.concatenate([learn, measure])))
        expect(
            missing == 0 and len(learn) + len(measure) == len(labels),
            f"Expected {len(labels)} examples in fold {number}, each once. "
            f"Received: {len(learn)} to learn from and {len(measure)} to measure on.",
            "learn is everything that is not in measure.",
        )


@check(
    training.stratified_folds,
    ask=call_each(LABELS, variants=[{"folds": 5, "seed": SEED}, {"folds": 7, "seed": SEED}]),
)
def each_class_has_its_share(answer, asked):
    """Each class is spread evenly: its numbers in two folds differ by one at most."""
    _expect_shares(answer, asked)


@check(
    training.stratified_folds,
    ask=call_each(
        labels_of((40, 90, 12), (3, 4, 8), mixed=False), variants=[{"folds": 3, "seed": SEED}]
    ),
)
def sorted_labels_are_no_trap(answer, asked):
    """Where the labels are sorted by class, each fold has its share of each class as well."""
    _expect_shares(answer, asked)


def _expect_shares(answer, asked):
    labels = asked.args[0]
    for value, variant in zip(answer, asked.fields["variants"], strict=True):
        folds = variant["folds"]
        parts = [measure for _, measure in _folds(value, labels, folds)]
        for label in np.unique(labels):
            counts = [int(np.sum(labels[part] == label)) for part in parts]
            total = int(np.sum(labels == label))
            fair = (total // folds, -(-total // folds))
            wrong = [count for count in counts if count not in fair]
            expect(
                not wrong,
                f"Expected {fair[0]}{f' or {fair[1]}' if fair[1] > fair[0] else ''} of the {total} "
                f"examples of class {label} in each of {folds} folds. Received: {counts}.",
                "Deal the examples of one class after the other: flatnonzero(labels == c), mixed, "
                "and in turn to fold 0, 1, 2, ...",
            )


def _partition(value, asked, folds):
    pairs = _folds(value, asked.args[0], folds)
    return {frozenset(measure.tolist()) for _, measure in pairs}


@check(
    training.stratified_folds,
    ask=call_each(LABELS, variants=[{"folds": 4, "seed": 1}, {"folds": 4, "seed": 2}]),
)
def another_seed_other_folds(answer, asked):
    """Another seed puts other examples together."""
    first, second = (_partition(value, asked, 4) for value in answer)
    expect(
        len(first & second) == 0,
        "Expected seed=1 and seed=2 to put other examples together. Received: the same together.",
        "Mix the indices of each class before they are dealt out: rng.permutation(...).",
    )


@check(
    training.stratified_folds,
    ask=call_each(LABELS, variants=[{"folds": 4, "seed": 7}, {"folds": 4, "seed": 7}]),
)
def same_seed_same_folds(answer, asked):
    """The same seed gives the same folds."""
    first, second = (_folds(value, asked.args[0], 4) for value in answer)
    same = all(
        np.array_equal(one, other)
        for a, b in zip(first, second, strict=True)
        for one, other in zip(a, b, strict=True)
    )
    expect(
        same,
        "Expected two calls with seed=7 to give the same folds. Received: other ones.",
        "np.random.default_rng(seed) in each call. No other source of chance.",
    )


@check(
    training.stratified_folds,
    ask=call(labels_of((300, 200), (0, 1), mixed=False), 2, seed=SEED),
)
def mixes_before_it_deals(answer, asked):
    """Which examples of a class go into which fold follows no pattern."""
    labels = asked.args[0]
    first = _folds(answer, labels, 2)[0][1]
    for label in np.unique(labels):
        places = np.flatnonzero(labels == label)
        inside = np.isin(places, first)
        changes = float(np.mean(inside[1:] != inside[:-1]))
        # A half, with a standard deviation of 0.035 among 200; in turn 1, in blocks 0.
        expect(
            0.25 < changes < 0.75,
            f"Expected the examples of class {label} to be dealt out at random. Received: "
            + ("one to each fold in turn." if changes > 0.5 else "in blocks."),
            "Data may have an order that nobody sees. Mix the indices of each class first.",
        )


@check(training.stratified_folds, ask=arguments_after(LABELS, 3, seed=SEED))
def leaves_the_labels_unchanged(answer, asked):
    """The labels passed in are the same afterwards."""
    expect_equal(
        answer[0],
        asked.args[0],
        what="the labels passed in, after the call,",
        hint="rng.shuffle(a) mixes the array that was passed in. rng.permutation(a) makes a new "
        "one.",
    )


@check(
    training.stratified_folds,
    ask=errors_from_each(LABELS, variants=[{"folds": 1}, {"folds": 0}]),
)
def refuses_a_single_fold(answer):
    """Fewer than 2 folds are an error."""
    for one, folds in zip(answer, (1, 0), strict=True):
        expect_error(
            one,
            "ValueError",
            when=f"folds is {folds}",
            hint="With one fold there is nothing to learn from. Test it first.",
        )


@check(
    training.stratified_folds,
    ask=errors_from_each(labels_of((40, 6, 40), (0, 4, 7)), variants=[{"folds": 7}]),
)
def refuses_more_folds_than_the_rarest_class_has(answer):
    """More folds than the rarest class has examples are an error."""
    expect_error(
        answer[0],
        "ValueError",
        when="folds is 7 and a class has 6 examples",
        hint="np.unique(labels, return_counts=True) counts only classes that occur; np.bincount "
        "also counts the missing ones, as 0.",
    )


@check(
    training.stratified_folds,
    ask=call(labels_of((40, 6, 40), (0, 4, 7)), 6, seed=SEED),
)
def takes_as_many_folds_as_the_rarest_class_has(answer, asked):
    """As many folds as the rarest class has examples are just possible."""
    _folds(answer, asked.args[0], 6)
