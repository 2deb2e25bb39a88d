"""Checks of chapter 5: images that are mirrored and moved by chance."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import itertools

import numpy as np

from fashionlab import pipelines
from fashionlab.checks.asserts import expect, expect_array, expect_equal, expect_error
from fashionlab.checks.questions import Draw, arguments_after, call, call_each, error_from
from fashionlab.checks.registry import check

# --- pipelines.augment

# Bounds below are 6.5 standard deviations and more away from what a right solution gives:
# it fails by chance less than once in ten million gradings.
MANY = 2000


def bright_images(count, shape):
    """uint8 images without a black pixel, so that black that came in is told from the image."""
    return Draw(lambda s: s.rng.integers(1, 256, (count, *shape), dtype=np.uint8))


def seeds(**kwargs):
    """The same arguments with a seed that is drawn."""
    return Draw(lambda setting: [{**kwargs, "seed": int(setting.rng.integers(2**31))}])


def moved(images, down, right):
    """Images moved by so many rows and columns, by index: black where the source lies outside."""
    height, width = images.shape[1:3]
    rows, columns = np.arange(height) - down, np.arange(width) - right
    inside = ((rows >= 0) & (rows < height))[:, None] & ((columns >= 0) & (columns < width))
    taken = images[:, rows % height][:, :, columns % width]
    return taken * inside.reshape(inside.shape + (1,) * (images.ndim - 3))


def changes(answer, images, reach):
    """Find out what was done to each image.

    Returns:
        int array of shape (n, 3): mirrored (0 or 1), rows down, columns right; 99 in all three
        places where the result is none of these.
    """
    found = np.full((len(images), 3), 99)
    for mirrored in (0, 1):
        source = images[:, :, ::-1] if mirrored else images
        for down, right in itertools.product(range(-reach, reach + 1), repeat=2):
            same = (answer == moved(source, down, right)).reshape(len(images), -1).all(axis=1)
            found[same & (found[:, 0] == 99)] = mirrored, down, right
    return found


def _changed(answer, asked):
    """The one answer of several, an array like the images."""
    images = asked.args[0]
    (received,) = answer
    return expect_array(
        received,
        what="the result",
        shape=images.shape,
        dtype="uint8",
        hint="Same shape and dtype as the images: np.empty_like(images), or .astype(np.uint8) at "
        "the end.",
    )


@check(pipelines.augment, ask=call_each(bright_images(60, (8, 6)), variants=seeds()))
def gives_grey_images_of_the_same_kind(answer, asked):
    """Grey images stay uint8 images of the same shape, also where height and width differ."""
    _changed(answer, asked)


@check(pipelines.augment, ask=call_each(bright_images(60, (6, 8, 3)), variants=seeds()))
def works_on_colour(answer, asked):
    """Images with a channel axis are mirrored and moved along height and width."""
    received = _changed(answer, asked)
    strange = changes(received, asked.args[0], 2)[:, 0] == 99
    expect(
        not strange.any(),
        f"Expected colour images mirrored or moved along height and width. Received: "
        f"{strange.sum()} of 60 images that are not.",
        "The axes are (n, height, width, channels): columns are axis 2, also where there are "
        "channels behind it.",
    )


@check(
    pipelines.augment,
    ask=call_each(bright_images(300, (8, 8)), variants=seeds(flip=False, shift=3)),
)
def black_comes_in(answer, asked):
    """What leaves an image is gone, and black comes in at the other side."""
    images = asked.args[0]
    received = _changed(answer, asked)
    hint = "Add a black frame with np.pad and cut a window out of it."
    for index in np.flatnonzero(changes(received, images, 3)[:, 0] == 99)[:1]:
        wrapped = any(
            np.array_equal(received[index], np.roll(images[index], (down, right), (0, 1)))
            for down, right in itertools.product(range(-3, 4), repeat=2)
        )
        expect(
            not wrapped,
            "Expected black to come in at the edge. Received: what left on one side came in on "
            "the other.",
            "np.roll moves in a circle. " + hint,
        )
        expect(
            False,
            "Expected every image moved by up to 3 rows and columns, black coming in. Received: "
            "an image that is none of these.",
            hint,
        )


@check(
    pipelines.augment,
    ask=call_each(bright_images(MANY, (5, 5)), variants=seeds(flip=False, shift=2)),
)
def moves_are_equally_likely(answer, asked):
    """With shift=2 each of the 25 moves comes equally often, and no other."""
    received = _changed(answer, asked)
    found = changes(received, asked.args[0], 4)
    known = found[found[:, 0] != 99]
    expect(
        not known[:, 0].any(),
        "Expected no image to be mirrored with flip=False. Received: "
        f"{int(known[:, 0].sum())} of {MANY:,} are.",
        "Is flip used?",
    )
    moves = known[:, 1:]
    far = (np.abs(moves) > 2).any(axis=1)
    expect(
        not far.any(),
        "Expected no move of more than 2 pixels with shift=2. "
        f"Received: {int(far.sum())} of {MANY:,} images moved further.",
        "Is shift used, or a fixed number?",
    )
    counts = np.zeros((5, 5), int)
    np.add.at(counts, (moves[:, 0] + 2, moves[:, 1] + 2), 1)
    together = counts.sum() - np.trace(counts)
    expect(
        together > 0 or counts.sum() == 0,
        "Expected moves down and to the right that have nothing to do with each other. Received: "
        "as many rows as columns in every image.",
        "Draw two numbers for each image, not one. Two generators made from the same seed draw "
        "the same.",
    )
    for value, share in ((2, counts[4]), (-2, counts[0])):
        expect(
            share.sum() > 0 or counts.sum() == 0,
            f"Expected moves from -2 to 2 rows. Received: none by {value}.",
            "rng.integers(low, high) never draws high.",
        )
    # 80 are expected of each, with a standard deviation of 8.8: chi-square with 24 degrees of
    # freedom is above 110 once in 10 ** 12. A uniform number, rounded, gives about 390.
    unevenness = ((counts - MANY / 25) ** 2 / (MANY / 25)).sum()
    expect(
        unevenness <= 110,
        f"Expected each of the 25 moves in about {MANY // 25} of {MANY:,} images. "
        f"Received: between {counts.min()} and {counts.max()}.",
        "Each image gets two draws of its own, of rows and of columns, with equal chances. A "
        "number from -2 to 2, rounded, is -2 and 2 half as often as the others.",
    )


@check(
    pipelines.augment,
    ask=call_each(bright_images(MANY, (4, 4)), variants=seeds(flip=True, shift=0)),
)
def mirrors_half_of_the_images(answer, asked):
    """With shift=0 half of the images are mirrored left to right, the others stay."""
    images = asked.args[0]
    received = _changed(answer, asked)
    upside_down = (received == images[:, ::-1]).all(axis=(1, 2)).mean()
    expect(
        upside_down < 0.1,
        "Expected images mirrored left to right. Received: images that stand on their heads.",
        "The axes are (n, height, width). Left and right are on the last one.",
    )
    found = changes(received, images, 0)
    strange = int((found[:, 0] == 99).sum())
    expect(
        strange == 0,
        f"Expected every image as it was or mirrored, with shift=0. Received: {strange:,} of "
        f"{MANY:,} images that are neither.",
        "images[:, :, ::-1] mirrors each image; images[::-1] turns the order of the batch round.",
    )
    share = float(found[:, 0].mean())
    # The standard deviation is 0.011.
    expect(
        0.42 <= share <= 0.58,
        f"Expected about half of {MANY:,} images to be mirrored. Received: {share:.0%}.",
        "Each image gets a draw of its own: rng.random(n) < 0.5, not one draw for the batch."
        if share in (0.0, 1.0)
        else "The probability is 1/2.",
    )


@check(
    pipelines.augment,
    ask=call_each(bright_images(MANY, (5, 5)), variants=seeds(flip=True, shift=1)),
)
def mirrors_and_moves_have_nothing_to_do_with_each_other(answer, asked):
    """Mirrored images are moved as often, and as far, as the others."""
    received = _changed(answer, asked)
    found = changes(received, asked.args[0], 1)
    known = found[found[:, 0] != 99]
    expect(
        len(known) == MANY,
        f"Expected every image mirrored or not, and moved by up to 1 pixel, with shift=1. "
        f"Received: {MANY - len(known):,} of {MANY:,} images that are neither.",
    )
    counts = np.zeros((2, 3, 3), int)
    np.add.at(counts, (known[:, 0], known[:, 1] + 1, known[:, 2] + 1), 1)
    # 111 are expected of each of 18, with a standard deviation of 10.
    expect(
        counts.min() >= 45 and counts.max() <= 180,
        f"Expected each of the 9 moves in about {MANY // 18} mirrored and as many other images. "
        f"Received: {counts[1].min()} to {counts[1].max()} mirrored, {counts[0].min()} to "
        f"{counts[0].max()} others.",
        "First mirror, or not; then move, whether mirrored or not. Each has draws of its own.",
    )


@check(
    pipelines.augment,
    ask=call_each(
        bright_images(40, (5, 5)),
        variants=Draw(
            lambda setting: [
                {"shift": 1, "seed": seed} for seed in setting.rng.choice(2**31, 12, False).tolist()
            ]
        ),
    ),
)
def numbers_differ_from_seed_to_seed(answer, asked):
    """How many images are mirrored, or moved down, is a matter of chance, too."""
    images = asked.args[0]
    found = [
        changes(expect_array(part, what="the result", shape=images.shape), images, 1)
        for part in answer
    ]
    # Of 40 images the most common number comes in 13 % of the draws, at most; twelve times the
    # same number once in 10 ** 9.
    for what, sums in (
        ("mirrored", [int((part[:, 0] == 1).sum()) for part in found]),
        ("moved down", [int((part[:, 1] == 1).sum()) for part in found]),
    ):
        expect(
            len(set(sums)) > 1,
            f"Expected numbers of {what} images that differ between 12 seeds. Received: "
            f"{sums[0]} of 40 each time.",
            "Each image has a draw of its own that knows nothing of the others: sometimes 17 of "
            "40 are mirrored, sometimes 23.",
        )


@check(
    pipelines.augment,
    ask=call_each(
        bright_images(50, (7, 7)), variants=[{"seed": seed} for seed in (5, 5, 0, 0, 6, 7)]
    ),
)
def the_seed_decides(answer, asked):
    """The same seed gives the same result, another seed another one."""
    first, again, zero, zero_again, *others = (
        expect_array(part, what="the result", shape=asked.args[0].shape) for part in answer
    )
    for seed, pair in ((5, (first, again)), (0, (zero, zero_again))):
        expect(
            np.array_equal(*pair),
            f"Expected the same result twice with seed={seed}. Received: two different ones.",
            "np.random.default_rng(seed) draws the same numbers each time it is made anew. 0 is a "
            "seed like any other.",
        )
    expect(
        not any(np.array_equal(first, other) for other in (zero, *others)),
        "Expected other results with seed=6 and seed=7 than with seed=5. Received: the same.",
        "Is seed used?",
    )


@check(pipelines.augment, ask=call(bright_images(9, (5, 4)), flip=False, shift=0))
def may_do_nothing(answer, asked):
    """With flip=False and shift=0 every image stays as it is."""
    expect_equal(
        answer,
        asked.args[0],
        what="the images with flip=False and shift=0",
        hint="A slice such as [0:-0] is empty. A window of a frame has no such corner.",
    )


@check(pipelines.augment, ask=arguments_after(bright_images(40, (5, 5)), seed=3))
def leaves_the_images_unchanged(answer, asked):
    """The images passed in are the same afterwards."""
    expect_equal(
        answer[0],
        asked.args[0],
        what="the images passed in, after the call,",
        hint="`images[i] = ...` changes the array that was passed in. Write into a new one.",
    )


@check(pipelines.augment, ask=error_from(bright_images(4, (5, 5)), shift=-1))
def refuses_a_negative_shift(answer):
    """A negative shift is an error."""
    expect_error(
        answer,
        "ValueError",
        when="shift is -1",
        hint="Test `shift < 0` first, and `raise ValueError(...)`.",
    )
