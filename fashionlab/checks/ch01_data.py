"""Checks of chapter 1, "Images as tensors"."""

import numpy as np

from fashionlab import data, pipelines
from fashionlab.checks.asserts import expect, expect_array, expect_close, expect_equal, expect_error
from fashionlab.checks.draws import random_labels, stored_images
from fashionlab.checks.questions import (
    Draw,
    Setting,
    arguments_after,
    call,
    call_each,
    error_from,
    prepares_ahead,
    stream_batches,
)
from fashionlab.checks.registry import check

# --- pipelines.normalize

ALL_PIXEL_VALUES = np.arange(256, dtype=np.uint8).reshape(1, 16, 16)


@check(pipelines.normalize, ask=call(ALL_PIXEL_VALUES))
def divides_by_255(answer):
    """Black becomes 0, white becomes 1, everything else lies in proportion."""
    values = expect_array(answer, what="the output").reshape(-1)
    expect(values.size == 256, f"Expected 256 numbers for 256 pixels. Received: {values.size}.")
    expect_close(
        values,
        np.arange(256) / 255,
        what="the pixel values 0, 1, ..., 255",
        tolerance=1e-6,
        hint="The largest stored value is 255. What should it become?",
    )


@check(pipelines.normalize, ask=call(stored_images(5)))
def gives_grey_images_a_channel(answer, asked):
    """Grey images, shape (n, height, width), become (n, height, width, 1)."""
    expect_array(
        answer,
        what="the output",
        shape=(5, 28, 28, 1),
        hint="A Keras layer expects (batch, height, width, channels). np.newaxis adds an axis.",
    )
    expect_close(answer[..., 0], asked.args[0] / 255, what="the output", tolerance=1e-6)


@check(pipelines.normalize, ask=call(stored_images(3, (8, 6, 3))))
def leaves_colour_channels_alone(answer, asked):
    """Colour images keep their shape (n, height, width, channels)."""
    expect_array(
        answer,
        what="the output",
        shape=(3, 8, 6, 3),
        hint="Only grey images, with three axes, lack a channel axis.",
    )
    expect_close(answer, asked.args[0] / 255, what="the output", tolerance=1e-6)


@check(pipelines.normalize, ask=call(stored_images(4)))
def returns_float32(answer):
    """The output is float32."""
    expect_array(
        answer,
        what="the output",
        dtype="float32",
        hint="NumPy divides in float64, which takes twice the memory. astype changes the dtype.",
    )


@check(pipelines.normalize, ask=call(stored_images(4, top=100)))
def dark_images_stay_dark(answer, asked):
    """Every image is divided by the same number, however dark it is."""
    values = expect_array(answer, what="the output")
    expect(values.size == asked.args[0].size, "Expected as many numbers as pixels.")
    expect_close(
        values.reshape(asked.args[0].shape),
        asked.args[0] / 255,
        what="the output for images with no pixel above 99",
        tolerance=1e-6,
        hint="Dividing by the largest value found would make dark images bright.",
    )


@check(pipelines.normalize, ask=arguments_after(stored_images(2)))
def leaves_stored_images_unchanged(answer, asked):
    """The images passed in are the same afterwards."""
    expect_equal(answer[0], asked.args[0], what="the images passed in, after the call")


# --- pipelines.one_hot


@check(pipelines.one_hot, ask=call(random_labels(30)))
def puts_a_one_at_the_label(answer, asked):
    """Row i has a 1 at position labels[i] and 0 elsewhere."""
    expect_array(answer, what="the output", shape=(30, 10))
    expect_equal(answer, np.eye(10)[asked.args[0]], what="the output")


@check(pipelines.one_hot, ask=call(random_labels(12, 3), 7))
def rows_have_num_classes_entries(answer, asked):
    """Rows have num_classes entries, also when some classes do not occur."""
    expect_array(
        answer,
        what="the output for labels 0 to 2 and num_classes=7",
        shape=(12, 7),
        hint="A batch does not contain every class. The row length is num_classes.",
    )
    expect_equal(answer, np.eye(7)[asked.args[0]], what="the output")


@check(pipelines.one_hot, ask=call(Draw(lambda s: s.rng.integers(0, 10, 8, dtype=np.uint8))))
def takes_labels_as_they_are_stored(answer, asked):
    """Labels stored as uint8 work, and the output is float32."""
    expect_array(
        answer,
        what="the output",
        shape=(8, 10),
        dtype="float32",
        hint="np.zeros and np.eye take a dtype.",
    )
    expect_equal(answer, np.eye(10)[asked.args[0]], what="the output")


@check(pipelines.one_hot, ask=error_from(np.array([0, 1, 10]), 10))
def refuses_labels_that_are_too_large(answer):
    """A label of num_classes or more is an error."""
    expect_error(answer, "ValueError", when="labels are [0, 1, 10] and num_classes is 10")


@check(pipelines.one_hot, ask=error_from(np.array([3, -1]), 10))
def refuses_negative_labels(answer):
    """A negative label is an error."""
    expect_error(
        answer,
        "ValueError",
        when="labels are [3, -1]",
        hint="An index of -1 means the last position in Python, so nothing complains by itself.",
    )


# --- data.stratified_subset

# Image i holds the number i everywhere, so that it can be recognised afterwards.
NUMBERED_IMAGES = np.arange(600, dtype=np.int32).reshape(600, 1, 1).repeat(2, axis=1)


def _uneven_labels(setting: Setting) -> np.ndarray:
    """600 labels of five classes with shares of 40, 25, 20, 10 and 5 %, mixed, plus a wobble."""
    shares = np.array([0.40, 0.25, 0.20, 0.10, 0.05])
    counts = np.round(600 * shares).astype(int) + setting.rng.permutation([-3, -2, 0, 2, 3])
    return setting.rng.permutation(np.repeat(np.arange(5), counts))


UNEVEN_LABELS = Draw(_uneven_labels)
SEED = Draw(lambda setting: int(setting.rng.integers(1, 1000)))


def _chosen(answer, asked, size):
    """The numbers of the chosen images, and the chosen labels."""
    expect(
        isinstance(answer, (list, tuple)) and len(answer) == 2,
        "Expected two arrays, the images and their labels.",
        "Did you forget to return both?",
    )
    images = expect_array(answer[0], what="the chosen images", shape=(size, 2, 1))
    labels = expect_array(answer[1], what="the chosen labels", shape=(size,))
    numbers = images[:, 0, 0]
    known = np.isin(numbers, asked.args[0])
    expect(known.all(), "Expected the chosen images to be among those passed in, unchanged.")
    return numbers.astype(int), labels


@check(data.stratified_subset, ask=call(NUMBERED_IMAGES, UNEVEN_LABELS, 100, seed=SEED))
def keeps_the_share_of_each_class(answer, asked):
    """Each class keeps its share of the examples, give or take one."""
    _, labels = _chosen(answer, asked, 100)
    for class_ in range(5):
        fair = 100 * np.mean(asked.args[1] == class_)
        received = int(np.sum(labels == class_))
        expect(
            abs(received - fair) <= 1,
            f"Expected about {fair:.1f} examples of class {class_} among 100. "
            f"Received: {received}.",
            "Choose from each class on its own: its share of all labels, times size.",
        )


@check(data.stratified_subset, ask=call(NUMBERED_IMAGES, UNEVEN_LABELS, 150, seed=SEED))
def keeps_each_image_with_its_label(answer, asked):
    """Every chosen image still has its own label."""
    numbers, labels = _chosen(answer, asked, 150)
    expect_equal(
        labels,
        asked.args[1][numbers],
        what="the labels of the chosen images",
        hint="Mix images and labels with the same list of indices.",
    )


@check(data.stratified_subset, ask=call(NUMBERED_IMAGES, UNEVEN_LABELS, 400, seed=SEED))
def chooses_no_example_twice(answer, asked):
    """No example is chosen twice."""
    numbers, _ = _chosen(answer, asked, 400)
    expect(
        len(set(numbers.tolist())) == 400,
        f"Expected 400 different images. Received: {len(set(numbers.tolist()))} different ones.",
        "rng.choice draws with replacement unless told otherwise.",
    )


@check(data.stratified_subset, ask=call(NUMBERED_IMAGES, UNEVEN_LABELS, 200, seed=SEED))
def mixes_the_classes(answer, asked):
    """The examples come in random order, not class by class."""
    _, labels = _chosen(answer, asked, 200)
    same = float(np.mean(labels[1:] == labels[:-1]))
    # Mixed, about 28 % of neighbours are of the same class; sorted, 98 %.
    expect(
        same < 0.6,
        f"Expected neighbours of mixed classes. Received: {same:.0%} of neighbours are the same.",
        "Choosing class by class leaves them sorted. Mix the chosen indices at the end.",
    )


@check(
    data.stratified_subset,
    ask=call_each(NUMBERED_IMAGES, UNEVEN_LABELS, 60, variants=[{"seed": 5}, {"seed": 5}]),
)
def same_seed_same_choice(answer, asked):
    """The same seed chooses the same examples in the same order."""
    first, second = (_chosen(value, asked, 60)[0] for value in answer)
    expect_equal(
        second,
        first,
        what="the second choice with seed=5",
        hint="Make a new generator from the seed: np.random.default_rng(seed).",
    )


@check(
    data.stratified_subset,
    ask=call_each(NUMBERED_IMAGES, UNEVEN_LABELS, 60, variants=[{"seed": 1}, {"seed": 2}]),
)
def another_seed_another_choice(answer, asked):
    """Another seed chooses other examples."""
    first, second = (_chosen(value, asked, 60)[0] for value in answer)
    expect(
        set(first.tolist()) != set(second.tolist()),
        "Expected seed=1 and seed=2 to choose different examples. Received: the same ones.",
        "Is the seed used when choosing, or only when mixing?",
    )


@check(data.stratified_subset, ask=error_from(NUMBERED_IMAGES, UNEVEN_LABELS, 601))
def refuses_more_than_there_are(answer):
    """Asking for more examples than there are is an error."""
    expect_error(answer, "ValueError", when="601 of 600 examples are asked for")


@check(data.stratified_subset, ask=error_from(NUMBERED_IMAGES, UNEVEN_LABELS, 0))
def refuses_an_empty_choice(answer):
    """Asking for no examples is an error."""
    expect_error(answer, "ValueError", when="size is 0")


# --- pipelines.make_dataset

# 3,000 one-pixel images, again numbered; label i belongs to image i.
PIXELS = np.arange(3000, dtype=np.int32).reshape(3000, 1, 1)
PIXEL_LABELS = Draw(lambda setting: setting.rng.integers(0, 10, 3000))


def _pairs(stream, *, labelled=True):
    """The image numbers and labels of one epoch, batches joined."""
    parts = 2 if labelled else 1
    expect(stream, "Expected batches. Received: none.")
    for batch in stream:
        expect(
            len(batch) == parts,
            f"Expected {'pairs (images, labels)' if labelled else 'images alone'}. "
            f"Received: elements of {len(batch)} parts.",
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
    sizes = [len(batch[0]) if batch and batch[0].ndim else 0 for batch in epoch]
    expect(
        sizes == [8, 8, 4],
        f"Expected batches of [8, 8, 4] images. Received: {sizes[:10]}.",
        "The last batch may be smaller. No image is left out.",
    )
    pixels, labels = _pairs(epoch)
    expect_equal(pixels, asked.args[0].reshape(-1), what="the images in order")
    expect_equal(labels, asked.args[1], what="the labels in order")


@check(
    pipelines.make_dataset,
    ask=stream_batches(
        PIXELS, PIXEL_LABELS, epochs=2, variants=[{"shuffle": True, "batch_size": 50}]
    ),
)
def mixes_all_images_in_every_epoch(answer, asked):
    """With shuffle=True each epoch has every image once, in another order, with its label."""
    orders = []
    for epoch in answer[0]:
        numbers, labels = _pairs(epoch)
        numbers = numbers.astype(int)
        expect(
            sorted(numbers.tolist()) == list(range(3000)),
            "Expected every image exactly once in an epoch.",
        )
        expect_equal(
            labels,
            asked.args[1][numbers],
            what="the labels after mixing",
            hint="Mix pairs: make one dataset of both before shuffling.",
        )
        orders.append(numbers)
    expect(
        not np.array_equal(orders[0], np.arange(3000)), "Expected a mixed order. Received: 0, 1, 2"
    )
    expect(
        orders[0][:750].max() >= 2250,
        f"Expected the first 750 images to come from all 3,000. "
        f"Received: none beyond image {orders[0][:750].max()}.",
        "shuffle mixes only within its buffer. How large must the buffer be?",
    )
    expect(
        not np.array_equal(orders[0], orders[1]),
        "Expected another order in the second epoch. Received: the same.",
    )


@check(
    pipelines.make_dataset,
    ask=stream_batches(
        PIXELS,
        PIXEL_LABELS,
        epochs=2,
        variants=[{"shuffle": True, "seed": seed, "batch_size": 500} for seed in (3, 3, 4)],
    ),
)
def seed_decides_the_orders(answer):
    """Equal seeds give equal orders, another seed another order."""
    first, second, other = ([_pairs(epoch)[0] for epoch in stream] for stream in answer)
    for epoch, (one, two) in enumerate(zip(first, second), start=1):
        expect(
            np.array_equal(one, two),
            f"Expected two datasets with seed=3 to agree in epoch {epoch}. Received: other orders.",
            "Pass the seed to shuffle.",
        )
    expect(
        not np.array_equal(first[0], other[0]),
        "Expected seed=3 and seed=4 to give different orders. Received: the same.",
    )


@check(
    pipelines.make_dataset,
    ask=stream_batches(stored_images(6, (3, 3)), variants=[{"batch_size": 4}]),
)
def works_without_labels(answer, asked):
    """Without labels the dataset has images alone."""
    pixels = _pairs(answer[0][0], labelled=False)
    expect_equal(pixels, asked.args[0].reshape(-1), what="the images")


@check(
    pipelines.make_dataset,
    ask=stream_batches(
        stored_images(5, (4, 4)), random_labels(5), variants=[{"batch_size": 3}], marked=True
    ),
)
def preprocesses_batch_by_batch(answer, asked):
    """preprocess is applied to whole batches of images, and not to labels."""
    (epoch,) = answer[0]
    shape = tuple(epoch[0][0].shape) if epoch and epoch[0] else None
    expect(
        shape == (3, 4, 4, 1),
        f"Expected preprocess to see a batch of shape (3, 4, 4) and to make it (3, 4, 4, 1). "
        f"Received: {shape}.",
        "Is preprocess mapped after the images are put into batches?",
    )
    pixels, labels = _pairs(epoch)
    expect_close(pixels, asked.args[0].reshape(-1) / 3, what="images divided by 3 by preprocess")
    expect_equal(labels, asked.args[1], what="the labels")


@check(pipelines.make_dataset, ask=prepares_ahead(PIXELS[:64], batch_size=8))
def prepares_the_next_batch(answer):
    """The next batch is prepared while the current one is in use."""
    expect(
        answer,
        "Expected the second batch to be under way while the first is in use. Received: it is "
        "prepared only when asked for.",
        "A tf.data.Dataset has a method that fetches in advance.",
    )
