"""Does a network bend where it should, and nowhere else?

A dense layer or a convolution alone is a straight line. What bends it is its
activation, and max pooling. Both are visible from outside: walk in a straight
line through the images and watch the log-odds that come out.
"""

import itertools

import numpy as np

from fashionlab.checks.asserts import expect
from fashionlab.checks.questions import Draw, Setting

_STEPS = 96  # per side of the square walk
# Rounding in float32 makes second differences of up to 1e-6 of the log-odds' size.
_KINK = 3e-5
_CURVE = 2e-6
_UNEQUAL = 0.05


def _square() -> np.ndarray:
    """A walk around zero along a square, shape (4, steps, 2); opposite sides mirror each other."""
    along = np.linspace(-1, 1, _STEPS, endpoint=False)
    edge = np.ones(_STEPS)
    sides = [(along, -edge), (edge, along), (-along, edge), (-edge, -along)]
    return np.stack([np.stack(side, axis=1) for side in sides])


def walk_of_images(shape: tuple[int, ...]) -> Draw:
    """Images a * first + b * second, where (a, b) walks around zero along a square.

    float32, shape (4 * 96, *shape). The two patterns are random.
    """

    def draw(setting: Setting) -> np.ndarray:
        patterns = 3 * setting.rng.standard_normal((2, *shape))
        return np.tensordot(_square().reshape(-1, 2), patterns, axes=1).astype(np.float32)

    return Draw(draw)


def walk_of_plain_images(side: int) -> Draw:
    """Images of two channels, each of one value throughout: what is pooled is all equal.

    float32, shape (4 * 96, side, side, 2).
    """
    plain = np.ones((side, side, 1))
    return Draw(lambda _: (3 * _square().reshape(-1, 1, 1, 2) * plain).astype(np.float32))


def expect_activations(
    answer: list[np.ndarray], widths: tuple[int, ...], *, first: str, last: str
) -> None:
    """Expect two layers in a row to have an activation each.

    Args:
        answer: Predictions along the walk, for one model per width.
        widths: How many units, or filters, the first layer of each model has.
        first: Its name in messages.
        last: The name of the second one.
    """
    walks = [_second_differences(rows) for rows in answer]
    # Where the second layer is straight, only the first layer's units bend: each at two
    # places, of which the walk sees two steps, 4 * width in all. Measured with 32 units in
    # the second, alternatives x 3 seeds: 17 to 51 for width 2, 53 to 367 for width 4.
    expect(
        any((walk > _KINK).sum() > 4 * width for walk, width in zip(walks, widths, strict=True)),
        f"Expected {last} to have an activation. Received: a straight line, as without any.",
        "Two layers without an activation between them can do no more than one. ReLU is the "
        "usual one: negative numbers become 0.",
    )
    # Where the first layer is straight, an image and its negative bend alike: measured
    # difference 0.00; with ReLU 0.41 to 0.78, with GELU curved by 3e-5 and more.
    expect(
        any(_curved(walk) or _unlike_its_mirror(walk) for walk in walks),
        f"Expected {first} to have an activation. Received: a straight line, as without any.",
        "Two layers without an activation between them can do no more than one. ReLU is the "
        "usual one: negative numbers become 0.",
    )


def _second_differences(rows: np.ndarray) -> np.ndarray:
    """How much the log-odds bend at each step of the walk, in units of their size.

    Returns:
        Array of shape (4, steps - 2).
    """
    expect(
        rows.ndim == 3 and rows.shape[:2] == (1, 4 * _STEPS) and rows.shape[2] > 1,
        f"Expected one row of probabilities for each of {4 * _STEPS} images. "
        f"Received: shape {rows.shape[1:]}.",
    )
    log_odds = np.log(np.maximum(rows[0].astype(np.float64), 1e-30))
    log_odds -= log_odds.mean(axis=1, keepdims=True)
    walk = log_odds.reshape(4, _STEPS, -1)
    bends: np.ndarray = np.abs(np.diff(walk, n=2, axis=1)).max(axis=2)
    return bends / max(float(np.abs(walk).max()), 1e-9)


def _curved(walk: np.ndarray) -> bool:
    """Whether it bends nearly everywhere, as with tanh or GELU.

    32 units of the second layer bend at 128 of 376 steps at most.
    """
    return bool(np.median(walk) > _CURVE)


def _unlike_its_mirror(walk: np.ndarray) -> bool:
    difference = np.abs(walk[:2] - walk[2:]).sum()
    return bool(difference > _UNEQUAL * walk.sum())


def images_with_changed_corners(count: int, *, side: int = 4, by: float = 0.02) -> Draw:
    """Square images, then the same with each of the four corners a little brighter.

    A 3x3 kernel has four places on an image of side 4, and two of them after each
    other on one of side 6. Each corner belongs to one of the four. float32, shape
    (5 * count, side, side, 1).
    """

    def draw(setting: Setting) -> np.ndarray:
        images = setting.rng.standard_normal((count, side, side, 1))
        changed = []
        for row, column in itertools.product((0, side - 1), repeat=2):
            brighter = images.copy()
            brighter[:, row, column] += by
            changed.append(brighter)
        return np.concatenate([images, *changed]).astype(np.float32)

    return Draw(draw)


def expect_one_place_counts(answer: list[np.ndarray], *, at_most: float = 1.3) -> None:
    """Expect, of the four places of a convolution, only the largest to matter.

    Args:
        answer: Predictions for `images_with_changed_corners`.
        at_most: How many places may count on average. Two places may be nearly
            equal: the smaller the change of the corners, the more rarely.
    """
    counts = np.concatenate([_corners_that_count(passes) for passes in answer])
    counts = counts[counts > 0]
    expect(
        counts.size,
        "Expected the largest pixel of a window to change the result. Received: the same result "
        "whatever the image.",
        "Does the network use its input?",
    )
    received = float(counts.mean())
    # Measured: max pooling 1.00 to 1.04 (two places may be nearly equal), average pooling
    # 1.8 to 2.8.
    expect(
        received < at_most,
        f"Expected one of four places to decide, as in max pooling. Received: "
        f"{received:.1f} of 4 places change the result.",
        "MaxPooling2D(2) keeps the largest of four values.",
    )


def _corners_that_count(passes: np.ndarray) -> np.ndarray:
    """For each image, how many changed corners change what the network says."""
    expect(
        passes.ndim == 3 and passes.shape[1] % 5 == 0 and passes.shape[1:].count(0) == 0,
        f"Expected one row of probabilities for each image. Received: shape {passes.shape[1:]}.",
    )
    rows = np.log(np.maximum(passes[0].astype(np.float64), 1e-30))
    images, *changed = np.split(rows, 5)
    # A change of 0.02 in a pixel moves the log-odds by about 1e-3; rounding, by 1e-6.
    moved = [np.abs(after - images).max(axis=1) > 1e-5 for after in changed]
    counted: np.ndarray = np.sum(moved, axis=0)
    return counted
