"""Checks of chapter 6: where in the image a class was seen."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import numpy as np

from fashionlab import evaluation
from fashionlab.checks.asserts import expect, expect_array, expect_close
from fashionlab.checks.draws import random_scores
from fashionlab.checks.questions import Draw, Setting, arguments_after, call, call_each
from fashionlab.checks.registry import check

# --- evaluation.grad_cam_heatmap


def _positive(*shape: int) -> Draw:
    """float32 numbers above 0, as after a ReLU."""
    return Draw(lambda setting: (0.1 + setting.rng.random(shape)).astype(np.float32))


def _for_and_against(*shape: int, size: float = 1.0) -> Draw:
    """float32 gradients of maps that speak for the class and of maps that speak against it.

    One of each kind in turn, so that no heat map is all 0.
    """

    def draw(setting: Setting) -> np.ndarray:
        signs = np.where(np.arange(shape[-1]) % 2, -size, size)
        gradients: np.ndarray = signs * (0.5 + setting.rng.random(shape))
        return gradients.astype(np.float32)

    return Draw(draw)


def _sum_of_weighted_maps(activations, gradients):
    weights = gradients.astype(np.float64).mean(axis=(0, 1))
    return np.einsum("ijk,k->ij", activations.astype(np.float64), weights)


def _expect_heat(answer, asked, hint):
    activations, gradients = asked.args
    shape = activations.shape[:2]
    answer = expect_array(
        answer,
        what="the heat map",
        shape=shape,
        hint="One number per place: the mean of the gradients is over axes 0 and 1, the sum of "
        "the weighted maps over the last axis.",
    )
    heat = np.maximum(_sum_of_weighted_maps(activations, gradients), 0)
    expect_close(answer, heat / heat.max(), what="the heat map", tolerance=1e-4, hint=hint)


@check(
    evaluation.grad_cam_heatmap,
    # 1 is added so that the means of the gradients are far from 0, and the values of both signs.
    ask=call(random_scores(6, 8, 5), random_scores(6, 8, 5, scale=1.0, shift=1.0)),
)
def weights_each_map_by_its_mean_gradient(answer, asked):
    """Each map times the mean of its gradients, added up."""
    _expect_heat(
        answer,
        asked,
        "gradients.mean(axis=(0, 1)) is one weight per map. Multiply, add up the maps, and only "
        "then cut off below 0.",
    )


@check(evaluation.grad_cam_heatmap, ask=call(_positive(7, 5, 6), _for_and_against(7, 5, 6)))
def what_speaks_against_is_0(answer, asked):
    """Places where the sum is negative are 0, and the others keep their proportions."""
    _expect_heat(
        answer,
        asked,
        "np.maximum(heat, 0) makes what is negative 0. Neither the absolute value nor subtracting "
        "the smallest value does that, and a map with a negative weight counts in the sum.",
    )


@check(evaluation.grad_cam_heatmap, ask=call(_positive(6, 5, 4), _positive(6, 5, 4)))
def the_smallest_value_is_not_0(answer, asked):
    """Where all places speak for the class, none is 0: it is divided, and not stretched."""
    _expect_heat(
        answer,
        asked,
        "heat / heat.max() and nothing else: subtracting the smallest value would turn a place "
        "that speaks for the class into one that says nothing.",
    )


@check(
    evaluation.grad_cam_heatmap, ask=call(_positive(5, 9, 4), _for_and_against(5, 9, 4, size=1e-12))
)
def works_with_tiny_gradients(answer, asked):
    """With gradients of 1e-12 the largest value is 1, too."""
    _expect_heat(
        answer,
        asked,
        "1e-8 added to the divisor is more than everything else here. Divide by the largest value "
        "itself wherever it is above 0.",
    )


@check(
    evaluation.grad_cam_heatmap,
    ask=call_each(
        _positive(4, 6, 3),
        variants=[
            {"gradients": Draw(lambda s: -_positive(4, 6, 3).draw(s))},
            {"gradients": np.zeros((4, 6, 3), np.float32)},
        ],
    ),
)
def is_0_where_nothing_speaks_for_the_class(answer):
    """Where no place is above 0 the heat map is all 0, not nan."""
    for value, which in zip(answer, ("only negative", "only 0"), strict=True):
        heat = expect_array(value, what="the heat map", shape=(4, 6)).astype(float)
        expect(
            np.isfinite(heat).all(),
            f"Expected all 0 with gradients that are {which}. Received: {heat[0, 0]}.",
            "0 / 0 is nan. Divide only if the largest value is above 0.",
        )
        expect_close(
            heat,
            np.zeros((4, 6)),
            what=f"the heat map with gradients that are {which}",
            tolerance=1e-9,
            hint="What is below 0 becomes 0 before the division: nothing is left to divide by.",
        )


@check(
    evaluation.grad_cam_heatmap,
    ask=arguments_after(random_scores(4, 5, 3), random_scores(4, 5, 3, scale=1.0, shift=1.0)),
)
def leaves_its_inputs_unchanged(answer, asked):
    """Activations and gradients are the same afterwards."""
    for after, before, what in zip(
        answer, asked.args, ("the activations", "the gradients"), strict=True
    ):
        expect_close(
            after,
            before,
            what=f"{what} passed in, after the call,",
            tolerance=0,
            hint="`a *= w` and `a[..., k] *= w` change the array that was passed in; `a * w` "
            "makes a new one.",
        )
