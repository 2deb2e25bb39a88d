"""Checks of chapter 10: several models that answer together."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

from typing import Any

import numpy as np
from scipy import special

from fashionlab import training
from fashionlab.checks.asserts import Mismatch, expect, expect_error
from fashionlab.checks.draws import Share
from fashionlab.checks.questions import error_from_joining, join_by_script
from fashionlab.checks.registry import check
from fashionlab.checks.small_members import EPSILON

IMAGES = 16


def member(rng, inputs=6, classes=4, *, units=8, normalized=False, sequential=False):
    """Draw a network that is rather sure of its answers."""
    weights = [rng.normal(0, 1.0, (inputs, units)), rng.normal(0, 0.5, units)]
    if normalized:  # scale, offset, mean, variance
        weights += [rng.uniform(0.5, 2.0, units), rng.normal(0, 0.5, units)]
        weights += [rng.uniform(0.5, 1.5, units), rng.uniform(0.2, 3.0, units)]
    weights += [rng.normal(0, 1.0, (units, classes)), rng.normal(0, 0.5, classes)]
    return {"weights": [w.astype(np.float32) for w in weights], "sequential": sequential}


def ensembles(*counts: int, **sizes: int) -> Share:
    """Draw the members of some ensembles, of both kinds of network."""

    def share(setting):
        drawn = [
            [member(setting.rng, sequential=i % 2 == 1, **sizes) for i in range(count)]
            for count in counts
        ]
        inputs = drawn[0][0]["weights"][0].shape[0]
        images, others = setting.rng.normal(0, 1, (2, IMAGES, inputs)).astype(np.float32)
        return {"ensembles": drawn, "images": images, "other_images": others}, {}

    return share


def of_several_kinds(setting):
    """Draw members that have their inputs and classes in common, and little else."""
    kinds: list[dict[str, Any]] = [
        {"units": 5},
        {"normalized": True},
        {"units": 7, "sequential": True},
    ]
    images, others = setting.rng.normal(0, 1, (2, IMAGES, 6)).astype(np.float32)
    drawn = [member(setting.rng, **kind) for kind in kinds]
    return {"ensembles": [drawn], "images": images, "other_images": others}, {}


def unlike(**second: int) -> Share:
    """Draw an ensemble of two members, the second of which has another shape."""

    def share(setting):
        pair = [member(setting.rng), member(setting.rng, **second)]
        nothing = np.zeros((1, 6), np.float32)
        return {"ensembles": [pair], "images": nothing, "other_images": nothing}, {}

    return share


def _says(member, images):
    """What a member says in use: dropout does nothing."""
    first, offset, *between, last, bias = (np.asarray(w, np.float64) for w in member["weights"])
    hidden = np.maximum(images @ first + offset, 0)
    if between:
        scale, shift, mean, variance = between
        hidden = scale * (hidden - mean) / np.sqrt(variance + EPSILON) + shift
    return special.softmax(hidden @ last + bias, axis=1)


def _expect_mean(rows, members, images, when, hint):
    each = np.stack([_says(one, images) for one in members])
    wanted = each.mean(axis=0)
    expect(
        rows.shape == wanted.shape,
        f"Expected probabilities of shape {wanted.shape}{when}. Received: {rows.shape}.",
        "One row for each image: the mean is over the members.",
    )
    if np.isfinite(rows).all() and np.abs(rows - wanted).max() < 1e-4:
        return
    found = [name for name, reading in _readings(each, members, images) if _close(rows, reading)]
    received = f"{found[0]}." if found else f"{_first(rows, wanted)}."
    raise Mismatch(
        f"Expected the mean of the probabilities of all {len(members)} members{when}. "
        f"Received: {received}",
        hint,
    )


def _readings(each, members, images):
    """What learners sometimes make instead, by name."""
    mean = each.mean(axis=0)
    votes = np.eye(each.shape[-1])[each.argmax(axis=-1)].mean(axis=0)
    product = np.exp(np.log(each).mean(axis=0))
    yield "their sum", each.sum(axis=0)
    yield "the share of votes for each class", votes
    yield "the largest probability of any member", each.max(axis=0)
    yield "their product", each.prod(axis=0)
    yield "their product", product / product.sum(axis=1, keepdims=True)
    yield "softmax of the mean", special.softmax(mean, axis=1)
    yield "what one member says", each[0]
    yield "what one member says", each[-1]
    if len({str([w.shape for w in m["weights"]]) for m in members}) == 1:
        layers = zip(*(m["weights"] for m in members), strict=True)
        averaged = [np.mean(layer, axis=0) for layer in layers]
        yield "a network whose weights are the mean", _says({"weights": averaged}, images)


def _close(rows, reading):
    return bool(np.isfinite(rows).all() and np.abs(rows - reading).max() < 1e-4)


def _first(rows, wanted):
    wrong = ~(np.abs(rows - wanted) < 1e-4)
    place = tuple(int(i) for i in np.argwhere(wrong)[0])
    return f"{rows[place]:.4g} instead of {wanted[place]:.4g} at index {list(place)}"


def _each(answer, asked):
    images = asked.fields["images"].astype(np.float64)
    return [
        (told, members, images)
        for told, members in zip(answer, asked.fields["ensembles"], strict=True)
    ]


@check(training.build_ensemble, ask=join_by_script(ensembles(3)))
def says_the_mean_of_the_probabilities(answer, asked):
    """The ensemble's probabilities are the mean of those of its members."""
    for told, members, images in _each(answer, asked):
        _expect_mean(
            told["outputs"],
            members,
            images,
            "",
            "keras.layers.Average()(list of outputs). A copy needs its weights: clone_model makes "
            "new ones, and set_weights(member.get_weights()) puts the right ones in.",
        )


@check(training.build_ensemble, ask=join_by_script(ensembles(2, 5, inputs=3, classes=7)))
def takes_any_number_of_members(answer, asked):
    """Two members or five, and any number of inputs and classes."""
    for told, members, images in _each(answer, asked):
        _expect_mean(
            told["outputs"],
            members,
            images,
            "",
            "Use every member, and divide by how many there are.",
        )


@check(training.build_ensemble, ask=join_by_script(of_several_kinds))
def takes_members_of_several_kinds(answer, asked):
    """Members may differ inside: other sizes, or batch normalization with its averages."""
    for told, members, images in _each(answer, asked):
        _expect_mean(
            told["outputs"],
            members,
            images,
            "",
            "Copy each member by itself, with all its weights: get_weights also holds the averages "
            "of batch normalization, which are not trained.",
        )


@check(training.build_ensemble, ask=join_by_script(ensembles(2)))
def goes_its_own_way(answer, asked):
    """What happens to the members later does not change the ensemble."""
    others = asked.fields["other_images"].astype(np.float64)
    for told, members, _ in _each(answer, asked):
        later = told["later"]
        # Members whose weights are all 0 say the same of every image.
        emptied = later.ndim != 2 or later.size == 0 or np.ptp(later, axis=0).max() < 1e-5
        expect(
            not emptied and np.isfinite(later).all(),
            "Expected the ensemble to say the same after its members were changed. "
            "Received: other probabilities.",
            "Copy each member: keras.models.clone_model(member), and then its weights.",
        )
        _expect_mean(later, members, others, " after they were changed", "Copy the weights.")


@check(training.build_ensemble, ask=join_by_script(ensembles(3)))
def leaves_the_members_as_they_are(answer, asked):
    """Weights and names of the members are the same afterwards, and what learns."""
    for told, members, _ in _each(answer, asked):
        expect(
            told["kept"],
            "Expected the list of members to be the same after the call. Received: another one.",
            "members.pop(0) takes a member out of the list that was passed in.",
        )
        for number, (renamed, frozen) in enumerate(told["changed"], start=1):
            expect(
                not renamed,
                f"Expected member {number} to keep its name. Received: another name.",
                "Give the copy a name of its own, not the member.",
            )
            expect(
                not frozen,
                f"Expected member {number} to be trainable as before. Received: it is not.",
                "Freezing a member keeps whoever passed it in from training it further.",
            )
        for number, (weights, one) in enumerate(
            zip(told["weights"], members, strict=True), start=1
        ):
            same = len(weights) == len(one["weights"]) and all(
                np.array_equal(now, then) for now, then in zip(weights, one["weights"], strict=True)
            )
            expect(
                same,
                f"Expected the weights of member {number} to stay as they are. "
                "Received: other weights.",
                "set_weights belongs to the copy, get_weights to the member.",
            )


@check(training.build_ensemble, ask=error_from_joining(ensembles(1)))
def refuses_a_single_member(answer):
    """One member is no ensemble."""
    expect_error(
        answer,
        "ValueError",
        when="there is 1 member",
        hint="Test len(members) first, and `raise ValueError(...)`.",
    )


@check(training.build_ensemble, ask=error_from_joining(unlike(classes=5)))
def refuses_members_of_other_classes(answer):
    """Members with another number of classes are an error."""
    expect_error(
        answer,
        "ValueError",
        when="one member knows 4 classes and the other 5",
        hint="Compare member.output_shape of all members first.",
    )


@check(training.build_ensemble, ask=error_from_joining(unlike(inputs=7)))
def refuses_members_of_other_inputs(answer):
    """Members that take other inputs are an error."""
    expect_error(
        answer,
        "ValueError",
        when="one member takes 6 numbers and the other 7",
        hint="Compare member.input_shape of all members first.",
    )
