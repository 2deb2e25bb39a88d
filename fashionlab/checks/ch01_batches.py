"""Checks of chapter 1, "Images as tensors": the stream of batches."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import numpy as np

from fashionlab import pipelines
from fashionlab.checks.asserts import counted, expect, expect_close, expect_equal
from fashionlab.checks.draws import random_labels, stored_images
from fashionlab.checks.questions import Draw, prepares_ahead, stream_batches
from fashionlab.checks.registry import check

# One-pixel images, again numbered; label i belongs to image i. More of them than the
# 10,000 that many buffers are given by habit.
MANY = 12_000
PIXELS = np.arange(MANY, dtype=np.int32).reshape(MANY, 1, 1)
PIXEL_LABELS = Draw(lambda setting: setting.rng.integers(0, 10, MANY))
FEW_PIXELS = PIXELS[:600]
FEW_LABELS = Draw(lambda setting: setting.rng.integers(0, 10, 600))


def _pairs(stream, *, labelled=True):
    """The image numbers and labels of one epoch, batches joined."""
    parts = 2 if labelled else 1
    expect(stream, "Expected batches. Received: none.")
    for batch in stream:
        expect(
            len(batch) == parts,
            f"Expected {'pairs (images, labels)' if labelled else 'images alone'}. "
            f"Received: elements of {counted(len(batch), 'part')}.",
            "Is labels None, or not? from_tensor_slices takes one array, or a pair of arrays.",
        )
    joined = [np.concatenate([batch[i].reshape(-1) for batch in stream]) for i in range(parts)]
    return joined if labelled else joined[0]


@check(
    pipelines.make_dataset,
    ask=stream_batches(stored_images(20, (4, 4)), random_labels(20), variants=[{"batch_size": 8}]),
)
def serves_all_images_in_batches(answer, asked):
    """20 images in batches of 8 make batches of 8, 8 and 4, in their order."""
    (epoch,) = answer[0]
    expect(
        not epoch or not epoch[0] or epoch[0][0].ndim != 2,
        "Expected batches of images. Received: single images.",
        "Does `batch` come in, and is its result kept? A method of a dataset changes nothing; it "
        "returns a new dataset.",
    )
    sizes = [len(batch[0]) if batch and batch[0].ndim else 0 for batch in epoch]
    expect(
        sizes == [8, 8, 4],
        f"Expected batches of [8, 8, 4] images. Received: {sizes[:10]}.",
        "batch_size images at a time, the last batch may be smaller, and after one pass the "
        "dataset ends.",
    )
    pixels, labels = _pairs(epoch)
    hint = "shuffle is False here, so the order stays as it is."
    if not np.array_equal(np.sort(pixels), np.sort(asked.args[0].reshape(-1))):
        hint = "preprocess is None here, so nothing is done to the pixels."
    expect_equal(pixels, asked.args[0].reshape(-1), what="the pixels of all images", hint=hint)
    expect_equal(labels, asked.args[1], what="the labels", hint=hint)


def _mixed(epoch, asked):
    """The image numbers of an epoch that has every image once, with its label."""
    numbers, labels = _pairs(epoch)
    return _all_once(numbers, labels, asked)


def _all_once(numbers, labels, asked):
    """Expect every image once and, where there are labels, each with its own."""
    given, different = asked.args[0].size, np.unique(numbers).size
    expect(
        not numbers.size or (numbers.min() >= 0 and numbers.max() < given),
        "Expected the images as they were passed in. Received: other pixels.",
        "preprocess is None here, so nothing is done to the pixels.",
    )
    # Sorted by NumPy: there may be a million times as many as there should be.
    expect(
        np.array_equal(np.sort(numbers), np.arange(given)),
        f"Expected each of the {given:,} images exactly once in an epoch. "
        f"Received: {counted(numbers.size, 'image')}, {different:,} of them different.",
        "No image is left out: is batch_size used, and the smaller last batch kept?"
        if numbers.size < given
        else "A dataset ends after one pass; `repeat` does not belong here.",
    )
    if labels is not None:
        expect_equal(
            labels,
            asked.args[1][numbers.astype(int)],
            what="the labels after mixing",
            hint="Mix pairs: make one dataset of both before shuffling.",
        )
    return numbers


@check(
    pipelines.make_dataset,
    ask=stream_batches(PIXELS, PIXEL_LABELS, variants=[{"shuffle": True, "batch_size": 200}]),
)
def mixes_all_images(answer, asked):
    """With shuffle=True every image comes once, with its label, from anywhere in the set."""
    numbers = _mixed(answer[0][0], asked)
    neighbours = float(np.mean(np.diff(numbers) == 1))
    # In a mixed order one pair in 12,000 is in sequence; in mixed batches of 200, 99 %.
    expect(
        neighbours < 0.5,
        f"Expected a mixed order. Received: {neighbours:.0%} of the images are followed by the "
        f"next one of the set.",
        "Is shuffle True? Then mix the images first and put them into batches afterwards.",
    )
    # Among 600 images of a mixed order, one of the last 5 % is missing with odds of 0.95^600.
    expect(
        numbers[:600].max() >= 0.95 * MANY,
        f"Expected the first 600 images to come from all {MANY:,}. "
        f"Received: none beyond image {int(numbers[:600].max()):,}.",
        "shuffle mixes only within its buffer. How large must the buffer be?",
    )


@check(
    pipelines.make_dataset,
    ask=stream_batches(
        FEW_PIXELS, FEW_LABELS, epochs=2, variants=[{"shuffle": True, "batch_size": 50}]
    ),
)
def mixes_anew_in_every_epoch(answer, asked):
    """With shuffle=True each epoch has all images in another order."""
    first, second = (_mixed(epoch, asked) for epoch in answer[0])
    expect(
        not np.array_equal(first, second),
        "Expected another order in the second epoch. Received: the same.",
        "shuffle mixes anew in each epoch unless told not to; whatever mixes the arrays "
        "beforehand, or caches the result, mixes once.",
    )
    # 50 images of 600 fall into one batch again less than once in 10 to the 70 epochs.
    together = {frozenset(batch.tolist()) for batch in np.split(first, 12)}
    expect(
        together.isdisjoint(frozenset(batch.tolist()) for batch in np.split(second, 12)),
        "Expected other batches in the second epoch. Received: a batch of the same 50 images as "
        "in the first.",
        "Images that are put into batches first and mixed afterwards stay together for ever. "
        "shuffle comes before batch.",
    )


@check(
    pipelines.make_dataset,
    ask=stream_batches(FEW_PIXELS, variants=[{"shuffle": True, "batch_size": 200}]),
)
def mixes_images_alone(answer, asked):
    """With shuffle=True images are mixed also when there are no labels."""
    numbers = _all_once(_pairs(answer[0][0], labelled=False), None, asked)
    neighbours = float(np.mean(np.diff(numbers) == 1))
    expect(
        neighbours < 0.5,
        f"Expected a mixed order without labels, too. Received: {neighbours:.0%} of the images "
        "are followed by the next one of the set.",
        "Does `shuffle` depend on the labels, or come in one of two branches only?",
    )


@check(
    pipelines.make_dataset,
    ask=stream_batches(
        FEW_PIXELS,
        FEW_LABELS,
        epochs=2,
        variants=[{"shuffle": True, "seed": seed, "batch_size": 200} for seed in (0, 0, 4)],
    ),
)
def seed_decides_the_orders(answer):
    """Equal seeds give equal orders, another seed another order."""
    first, second, other = ([_pairs(epoch)[0] for epoch in stream] for stream in answer)
    for epoch, (one, two) in enumerate(zip(first, second, strict=True), start=1):
        expect(
            np.array_equal(one, two),
            f"Expected two datasets with seed=0 to agree in epoch {epoch}. Received: other orders.",
            "Pass the seed to shuffle. 0 is a seed like any other, and False for `if` and `or`.",
        )
    expect(
        not np.array_equal(first[0], other[0]),
        "Expected seed=0 and seed=4 to give different orders. Received: the same.",
        "Pass the seed to shuffle.",
    )


@check(
    pipelines.make_dataset,
    ask=stream_batches(stored_images(6, (3, 3)), variants=[{"batch_size": 4}]),
)
def works_without_labels(answer, asked):
    """Without labels the dataset has images alone."""
    pixels = _pairs(answer[0][0], labelled=False)
    expect_equal(pixels, asked.args[0].reshape(-1), what="the pixels of all images")


@check(
    pipelines.make_dataset,
    ask=stream_batches(stored_images(6, (3, 3)), random_labels(6), variants=[{"batch_size": 4}]),
)
def serves_images_as_they_are_stored(answer):
    """Without preprocess the images keep their dtype, uint8 here."""
    for batch in answer[0][0]:
        dtype = batch[0].dtype if batch else None
        expect(
            dtype == np.uint8,
            f"Expected images of dtype uint8, as they were passed in. Received: {dtype}.",
            "As floats the whole set takes four times the memory. preprocess makes floats of one "
            "batch at a time.",
        )


@check(
    pipelines.make_dataset,
    ask=stream_batches(
        stored_images(5, (4, 4)), random_labels(5), variants=[{"batch_size": 3}], marked=True
    ),
)
def preprocesses_batch_by_batch(answer, asked):
    """The function preprocess is applied to whole batches of images, and not to labels."""
    (epoch,) = answer[0]
    _expect_marked(epoch, asked)
    _, labels = _pairs(epoch)
    expect_equal(
        labels, asked.args[1], what="the labels", hint="preprocess is for the images alone."
    )


def _expect_marked(epoch, asked):
    """Expect batches of 3 and 2 images that `preprocess` saw as such."""
    expect(
        len(epoch) == 2,
        f"Expected 5 images in batches of 3 to make 2 batches. "
        f"Received: {counted(len(epoch), 'batch', 'batches')}.",
    )
    for batch, given in zip(epoch, (asked.args[0][:3], asked.args[0][3:]), strict=True):
        expect(batch, "Expected batches of images. Received: elements of 0 parts.")
        expect_close(
            batch[0],
            given[..., np.newaxis] / 3 + 1000 * len(given),
            what=f"the images that preprocess made of a batch of {len(given)}",
            hint="Is preprocess used, and on one batch at a time? `map` it, after `batch`. The "
            "preprocess of this check divides by 3, adds 1,000 for each image of the batch it is "
            "given, and adds a channel axis.",
        )


@check(
    pipelines.make_dataset,
    ask=stream_batches(stored_images(5, (4, 4)), variants=[{"batch_size": 3}], marked=True),
)
def preprocesses_images_alone(answer, asked):
    """The function preprocess is applied also when there are no labels."""
    (epoch,) = answer[0]
    _expect_marked(epoch, asked)
    _pairs(epoch, labelled=False)


@check(pipelines.make_dataset, ask=prepares_ahead(PIXELS[:64], np.arange(64) % 10, batch_size=8))
def prepares_the_next_batch(answer):
    """The next batch is prepared while the current one is in use."""
    expect(
        answer,
        "Expected the second batch to be under way while the first is in use. Received: it is "
        "prepared only when asked for.",
        "A tf.data.Dataset has a method that fetches in advance. Is it called, and called last? "
        "What comes after it is not done in advance.",
    )
