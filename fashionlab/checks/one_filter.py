"""What a network does whose blocks have a single filter each.

One number comes out of the last block, and the log-odds are a multiple of it.
So from outside one sees what the block did: whether it bends, whether its number
was dropped, and in how many ways what came before was.
"""

import numpy as np

from fashionlab.checks.asserts import Mismatch, expect
from fashionlab.checks.networks import expect_rows
from fashionlab.checks.questions import Draw, Setting


def pairs_and_middles(count: int) -> Draw:
    """Images of 2x2 pixels, as many others, the middle of each pair, the first in glaring light.

    float32, shape (4 * count, 2, 2, 1).
    """

    def draw(setting: Setting) -> np.ndarray:
        first, second = 5 * setting.rng.standard_normal((2, count, 2, 2, 1))
        images = [first, second, (first + second) / 2, 40 * first]
        return np.concatenate(images).astype(np.float32)

    return Draw(draw)


def expect_bends(answer: list[np.ndarray]) -> None:
    """Expect both convolutions of a block to have an activation.

    Args:
        answer: Predictions for `pairs_and_middles`, for several networks of one
            block with one filter.
    """
    numbers, glaring = [], []
    for rows in answer:
        odds = _log_odds(rows)
        expect(len(odds) % 4 == 0, f"Expected one row per image. Received: {rows.shape[1:]}.")
        numbers.append(_number(odds[: 3 * len(odds) // 4]))
        glaring.append(_number(odds[3 * len(odds) // 4 :]))
    expect(
        any(number is not None for number in numbers),
        "Expected different images to get different answers. Received: the same for all.",
        "Does the network use its input?",
    )
    # Max pooling and ReLU bend upwards only. If the first convolution is straight the number
    # of the middle is never above the mean of the two. Measured, share of middles above it,
    # 10 seeds: 0.03 and more; first one straight, or both: 0.00.
    above = float(np.mean([_middles_above(each) for each in numbers if each is not None]))
    expect(
        above > 0.005,
        "Expected the first convolution of a block to have an activation. Received: a straight "
        "line, as without any.",
        "Two convolutions without an activation between them can do no more than one. ReLU makes "
        "negative numbers 0.",
    )
    # With ReLU the number is never below 0, with GELU only a little, which glaring light
    # outshines. Measured, the largest on the rarer side in units of the largest, 10 seeds: ReLU
    # 0.00, GELU 0.01; straight 0.31 and more.
    below = max((-float(each.min()) for each in glaring if each is not None), default=0.0)
    expect(
        below < 0.2,
        "Expected the second convolution of a block to have an activation. Received: a straight "
        "line, as without any.",
        "Without ReLU after the second convolution a block ends in a straight line.",
    )


def _number(odds: np.ndarray) -> np.ndarray | None:
    """What comes out of the last block, in units of the largest, or None if always the same."""
    number: np.ndarray = odds[:, np.abs(odds).max(axis=0).argmax()]
    largest = float(np.abs(number).max())
    if largest < 1e-6:
        return None
    # Its sign cannot be told from the weight behind it: most of it is above 0.
    return number / largest if number.max() > -number.min() else -number / largest


def _middles_above(number: np.ndarray) -> float:
    first, second, middle = np.split(number, 3)
    return float(np.mean(middle > (first + second) / 2 + 0.02))


def share_without_an_answer(answer: list[np.ndarray], *, repeats: int) -> float:
    """Return how often the one number was dropped: then all classes are equally probable.

    Args:
        answer: One pass in training per network, for images in runs of equal ones.
        repeats: How often each image is repeated.

    Raises:
        Mismatch: If no image ever gets an answer.
    """
    return float(np.mean(_silences(answer, repeats)))


def least_share_without_an_answer(answer: list[np.ndarray], *, repeats: int) -> float:
    """Return the same where dropout comes earlier, too: for the image for which it is least.

    ReLU may leave nothing of what dropout left before, so an image may be without an
    answer more often than its one number is dropped.

    Args:
        answer: As in `share_without_an_answer`.
        repeats: As in `share_without_an_answer`.

    Raises:
        Mismatch: If no image ever gets an answer.
    """
    return float(np.min(_silences(answer, repeats)))


def _silences(answer: list[np.ndarray], repeats: int) -> list[float]:
    """For each image that gets an answer at all, how often it gets none."""
    shares = []
    for rows in answer:
        for run in _runs(rows, repeats):
            silent = np.abs(run).max(axis=1) < 1e-6
            if not silent.all():  # ReLU leaves nothing of some images
                shares.append(float(silent.mean()))
    if not shares:
        raise Mismatch(
            "Expected different images to get different answers in training. Received: all "
            "classes equally probable, always."
        )
    return shares


def most_common_shares(answer: list[np.ndarray], *, repeats: int) -> list[float]:
    """Return how often an image whose last number stayed gets its most common answer.

    Where every number of the first block counts that is how often none of them was
    dropped. ReLU makes some count for nothing, so the image counts for which it is least.

    Args:
        answer: As in `share_without_an_answer`.
        repeats: As in `share_without_an_answer`.

    Returns:
        One share for each network that gives answers, at least one.

    Raises:
        Mismatch: If no image ever gets an answer.
    """
    least = []
    for rows in answer:
        shares = []
        for run in _runs(rows, repeats):
            telling = run[np.abs(run).max(axis=1) >= 1e-6]
            if len(telling) >= repeats // 8:
                _, counts = np.unique(telling.round(4), axis=0, return_counts=True)
                shares.append(counts.max() / len(telling))
        if shares:
            least.append(min(shares))
    if not least:
        raise Mismatch(
            "Expected different images to get different answers in training. Received: all "
            "classes equally probable, always."
        )
    return least


def _runs(rows: np.ndarray, repeats: int) -> np.ndarray:
    """The log-odds, shape (images, repeats, num_classes)."""
    odds = _log_odds(rows)
    expect(
        len(odds) % repeats == 0,
        f"Expected one row per image. Received: shape {rows.shape[1:]}.",
    )
    return odds.reshape(-1, repeats, odds.shape[1])


def _log_odds(rows: np.ndarray) -> np.ndarray:
    expect_rows(rows)
    odds: np.ndarray = np.log(np.maximum(rows[0].astype(np.float64), 1e-30))
    odds -= odds.mean(axis=1, keepdims=True)
    return odds
