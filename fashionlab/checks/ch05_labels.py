"""Checks of chapter 5: labels with a little doubt, and mixed examples."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import numpy as np
import scipy.stats

from fashionlab import pipelines
from fashionlab.checks.asserts import (
    expect,
    expect_array,
    expect_close,
    expect_error,
    kind_of,
)
from fashionlab.checks.questions import (
    Draw,
    arguments_after,
    call,
    call_each,
    error_from,
)
from fashionlab.checks.registry import check


def one_hot_rows(count, num_classes):
    """float32 rows with a single 1, shape (count, num_classes)."""
    return Draw(
        lambda s: np.eye(num_classes, dtype="float32")[s.rng.integers(num_classes, size=count)]
    )


def shared_rows(count, num_classes):
    """float32 rows that sum to 1 and have no zeros, shape (count, num_classes)."""
    return Draw(lambda s: s.rng.dirichlet(np.ones(num_classes), count).astype(np.float32))


# --- pipelines.smooth_labels


def _right_rows(labels, share):
    # Each label gives up its share; what all of a row gave up is dealt out evenly.
    given_up = share * labels
    return labels - given_up + given_up.sum(axis=1, keepdims=True) / labels.shape[1]


@check(
    pipelines.smooth_labels,
    ask=call_each(
        one_hot_rows(20, 10),
        variants=[{"label_smoothing": share} for share in (0.1, 0.25, 0.6)],
    ),
)
def spreads_a_share_over_all_classes(answer, asked):
    """The right class keeps 1 - s + s / C, every other class gets s / C."""
    for received, variant in zip(answer, asked.fields["variants"], strict=True):
        share = variant["label_smoothing"]
        expect_close(
            received,
            _right_rows(asked.args[0], share),
            what=f"the row of 10 classes with label_smoothing={share}",
            hint="Every y becomes (1 - s) * y + s / C, that of the right class too: with s = 0.1 "
            "and 10 classes, 0.91 and 0.01.",
        )


@check(pipelines.smooth_labels, ask=call(one_hot_rows(12, 4), 0.2))
def counts_the_classes_of_the_rows(answer, asked):
    """The number of classes is the length of a row."""
    expect_close(
        answer,
        _right_rows(asked.args[0], 0.2),
        what="the row of 4 classes with label_smoothing=0.2",
        hint="C is labels.shape[1]: not always 10, and not the number of rows.",
    )


@check(pipelines.smooth_labels, ask=call(shared_rows(15, 6), 0.3))
def smooths_mixed_labels_too(answer, asked):
    """Rows that share the 1 among several classes are smoothed by the same formula."""
    expect_close(
        answer,
        _right_rows(asked.args[0], 0.3),
        what="the row that shares its 1 among 6 classes, with label_smoothing=0.3,",
        hint="The formula holds for every number of a row. There is no need to look for the 1.",
    )


@check(pipelines.smooth_labels, ask=call(one_hot_rows(7, 10), 0.0))
def a_share_of_0_changes_nothing(answer, asked):
    """With label_smoothing=0 the rows come back as they were."""
    expect_close(
        answer,
        asked.args[0],
        what="the row with label_smoothing=0",
        hint="With a share s of 0 the formula gives y back: (1 - 0) * y + 0 / C.",
    )


@check(pipelines.smooth_labels, ask=call(one_hot_rows(8, 10)))
def smooths_by_a_tenth_by_default(answer, asked):
    """Without label_smoothing the share is 0.1."""
    expect_close(
        answer,
        _right_rows(asked.args[0], 0.1),
        what="the row with the default label_smoothing",
        hint="The default stands in the first line of the function.",
    )


@check(pipelines.smooth_labels, ask=call(one_hot_rows(8, 10), 0.1))
def gives_float32_rows(answer, asked):
    """The result is float32, as the labels are."""
    expect_array(
        answer,
        what="the result",
        shape=asked.args[0].shape,
        dtype="float32",
        hint="NumPy makes float64 where a float64 takes part. .astype(np.float32) at the end.",
    )


@check(pipelines.smooth_labels, ask=arguments_after(one_hot_rows(8, 10), 0.1))
def leaves_the_labels_unchanged(answer, asked):
    """The labels passed in are the same afterwards."""
    expect_close(
        answer[0],
        asked.args[0],
        what="the labels passed in, after the call,",
        tolerance=0,
        hint="`labels *= ...` changes the array that was passed in. Make a new one.",
    )


@check(pipelines.smooth_labels, ask=error_from(one_hot_rows(3, 10), 1.0))
def refuses_to_take_everything(answer):
    """A label_smoothing of 1 is an error: nothing of the label would be left."""
    expect_error(
        answer,
        "ValueError",
        when="label_smoothing is 1.0",
        hint="Test `0 <= label_smoothing < 1` first.",
    )


@check(pipelines.smooth_labels, ask=error_from(one_hot_rows(3, 10), -0.1))
def refuses_a_negative_share(answer):
    """A negative label_smoothing is an error."""
    expect_error(
        answer,
        "ValueError",
        when="label_smoothing is -0.1",
        hint="Test `0 <= label_smoothing < 1` first.",
    )


# --- pipelines.mixup

COUNT = 32


def random_pictures(*shape, count=COUNT):
    """float32 images in [0, 1], shape (count, *shape)."""
    return Draw(lambda setting: setting.rng.random((count, *shape), dtype=np.float32))


def told_apart(*shape, alphas=(5.0,), times=1):
    """Ask for mixtures of images each of a class of its own: a row names its two images.

    Args:
        *shape: Of an image.
        alphas: The values of alpha, None where it is left out.
        times: How many calls for each alpha, with different seeds.
    """

    def draw(setting):
        drawn = setting.rng.choice(2**31, len(alphas) * times, replace=False).tolist()
        return [
            {"seed": seed} if alpha is None else {"alpha": alpha, "seed": seed}
            for alpha, seed in zip([*alphas] * times, drawn, strict=True)
        ]

    labels = Draw(lambda s: np.eye(COUNT, dtype=np.float32)[s.rng.permutation(COUNT)])
    return call_each(random_pictures(*(shape or (6, 6, 1))), labels, variants=Draw(draw))


def _parts(value, asked):
    """Images and rows of one answer, as float64."""
    expect(
        value is not None,
        "Expected a tuple (images, labels). Received: None.",
        "Did you forget the `return` statement?",
    )
    expect(
        isinstance(value, (list, tuple)) and len(value) == 2,
        f"Expected a tuple (images, labels). Received: {kind_of(value)}.",
        "`return mixed, rows` gives back both.",
    )
    names = ("the mixed images", "the mixed labels")
    images, rows = (
        expect_array(part, what=name, shape=given.shape)
        for part, name, given in zip(value, names, asked.args, strict=True)
    )
    return images.astype(np.float64), rows.astype(np.float64)


def _shares(rows, asked):
    """Whose share a row holds: entry (i, j) is that of image j in the new example i."""
    shares = rows @ asked.args[1].T
    sums = rows.sum(axis=1)
    wrong = np.flatnonzero(~(np.abs(sums - 1) < 1e-4))
    expect(
        not len(wrong),
        f"Expected each mixed row to sum to 1. Received: {sums[wrong[:1]].sum():.4g}.",
        "The two shares are share and 1 - share.",
    )
    others = np.sort(shares * (1 - np.eye(COUNT)), axis=1)
    expect(
        shares.min() > -1e-5 and others[:, :-1].max() < 1e-5,
        "Expected each mixed row to hold parts of two labels, its own and its partner's. "
        "Received: a row that does not.",
        "new label = share * label + (1 - share) * label of the partner.",
    )
    return shares


@check(pipelines.mixup, ask=told_apart(alphas=(0.3, 1.0, 5.0)))
def mixes_pairs_of_labels(answer, asked):
    """A new row is made of its own label and that of one partner, and sums to 1."""
    for value in answer:
        _, rows = _parts(value, asked)
        shares = _shares(rows, asked)
        expect(
            np.diagonal(shares).max() > 1e-4,
            "Expected row i to keep a share of label i. Received: none does.",
            "share * label + (1 - share) * label of the partner.",
        )


@check(pipelines.mixup, ask=told_apart(alphas=(0.3, 1.0, 5.0)))
def images_and_labels_share_alike(answer, asked):
    """An image is mixed with the same partner and in the same shares as its label."""
    given = asked.args[0].reshape(COUNT, -1).astype(np.float64)
    for value in answer:
        images, rows = _parts(value, asked)
        shares = rows @ asked.args[1].T
        expect_close(
            images.reshape(COUNT, -1),
            shares @ given,
            what="the mixed image, of the parts that its label names,",
            tolerance=1e-4,
            hint="The same share and the same partner for both: draw once, use twice. A share of "
            "shape (n, 1, 1, 1) belongs to images, one of shape (n, 1) to labels.",
        )


@check(pipelines.mixup, ask=told_apart(4, 4, 3))
def works_on_colour(answer, asked):
    """Images with three channels are mixed in the same way."""
    given = asked.args[0].reshape(COUNT, -1).astype(np.float64)
    for value in answer:
        images, rows = _parts(value, asked)
        expect_close(
            images.reshape(COUNT, -1),
            rows @ asked.args[1].T @ given,
            what="the mixed colour image",
            tolerance=1e-4,
            hint="A share of shape (n, 1, 1, 1) belongs to all pixels and channels of its image.",
        )


@check(pipelines.mixup, ask=told_apart(alphas=(5.0,), times=3))
def every_image_is_a_partner_once(answer, asked):
    """The partners are the images of the batch in a random order."""
    # Of Beta(5, 5) a share below 0.001 comes once in 10 ** 13 draws, so every partner shows.
    orders = []
    for value in answer:
        _, rows = _parts(value, asked)
        shares = _shares(rows, asked)
        with_others = shares * (1 - np.eye(COUNT))
        alone = with_others.max(axis=1) < 1e-4
        partners = np.where(alone, np.arange(COUNT), with_others.argmax(axis=1))
        orders.append(partners)
        different = len(np.unique(partners))
        expect(
            not alone.all(),
            "Expected images mixed with other images. Received: every image as it was.",
            "Is the partner another image of the batch?",
        )
        expect(
            different == COUNT,
            f"Expected each of {COUNT} images to be a partner exactly once. Received: "
            f"{different} of them are.",
            "rng.permutation(n) puts 0 to n - 1 in a random order; rng.integers draws each "
            "partner anew, some twice and some never.",
        )
        steps = (partners - np.arange(COUNT)) % COUNT
        expect(
            len(np.unique(steps)) > 1,
            f"Expected the partners in a random order. Received: the batch in its own order, moved "
            f"on by {steps[0]}.",
            "rng.permutation(n) puts the images in any order, each as likely as every other; "
            "np.roll keeps neighbours together.",
        )
    # Two random orders of 32 are the same once in 10 ** 35.
    expect(
        not all(np.array_equal(orders[0], order) for order in orders[1:]),
        "Expected other partners with another seed. Received: the same for three seeds.",
        "The order of the partners is random: rng.permutation(n).",
    )


@check(pipelines.mixup, ask=told_apart(alphas=(1.0,), times=2))
def every_image_has_its_own_share(answer, asked):
    """Each image of the batch gets a share drawn for it alone."""
    for value in answer:
        _, rows = _parts(value, asked)
        shares = (rows @ asked.args[1].T).round(4)
        # Of 32 draws with 10,000 values each, a few may agree; a row of an image that is its
        # own partner holds a 1.
        seen = len(np.unique(np.minimum(shares.max(axis=1), 1)))
        expect(
            seen > COUNT // 2,
            f"Expected {COUNT} images to be mixed in shares of their own. "
            f"Received: {seen} different shares.",
            "rng.beta(alpha, alpha, n) draws n shares.",
        )


MANY, CLASSES = 2400, 48
BETAS = (0.4, 1.0, 4.0)


def _betas(setting):
    return [{"alpha": alpha, "seed": int(setting.rng.integers(2**31))} for alpha in BETAS]


@check(
    pipelines.mixup,
    ask=call_each(
        random_pictures(1, 2, 1, count=MANY), one_hot_rows(MANY, CLASSES), variants=Draw(_betas)
    ),
)
def shares_follow_the_beta_distribution(answer, asked):
    """The shares are drawn from Beta(alpha, alpha)."""
    labels = asked.args[1]
    for value, variant in zip(answer, asked.fields["variants"], strict=True):
        _, rows = _parts(value, asked)
        own = rows[labels == 1]
        # With a partner of the same class, one in 48, a row stays as it was.
        own = own[np.abs(own - 1) > 1e-7]
        alpha = variant["alpha"]
        expect(
            len(own) > 0.9 * MANY,
            f"Expected nearly all of {MANY:,} rows to be mixed, with alpha={alpha}. "
            f"Received: {len(own):,}.",
            "Is alpha used for every image?",
        )
        # The largest distance of two distribution functions (Kolmogorov). With 2,300 draws a
        # right one stays below 0.08 but for once in 10 ** 12. A uniform share with alpha=0.4
        # has 0.2.
        distance = scipy.stats.kstest(own, scipy.stats.beta(alpha, alpha).cdf).statistic
        near = float(np.mean((own < 0.1) | (own > 0.9)))
        wanted = 2 * scipy.stats.beta(alpha, alpha).cdf(0.1)
        expect(
            distance < 0.08,
            f"Expected shares drawn from Beta({alpha}, {alpha}): {wanted:.0%} of them below 0.1 or "
            f"above 0.9, and as many below a half as above. Received: {near:.0%}, and "
            f"{np.mean(own < 0.5):.0%} below a half; at one place {distance:.0%} too many or too "
            f"few lie below.",
            "rng.beta(alpha, alpha, n), used as it comes.",
        )


@check(pipelines.mixup, ask=told_apart(alphas=(None,), times=24))
def mixes_a_fifth_by_default(answer, asked):
    """Without alpha it is 0.2: most images are hardly mixed."""
    largest = []
    for value in answer:
        _, rows = _parts(value, asked)
        largest.append((rows @ asked.args[1].T).max(axis=1))
    # Of Beta(0.2, 0.2) 0.69 lie below 0.1 or above 0.9, with a standard deviation of 0.017
    # over 768 shares; with alpha=1 it is 0.2, with 0.1 it is 0.83.
    hardly = float(np.mean(np.concatenate(largest) > 0.9))
    expect(
        0.58 < hardly < 0.79,
        f"Expected about 70 % of the images to keep or lose nine tenths, with the default alpha. "
        f"Received: {hardly:.0%}.",
        "The default stands in the first line of the function. Is alpha used? Do the shares "
        "change with the seed, as the partners do?",
    )


@check(
    pipelines.mixup,
    ask=call_each(
        random_pictures(4, 4, 1),
        one_hot_rows(COUNT, 5),
        variants=[{"seed": seed} for seed in (5, 5, 0, 0, 6, 7)],
    ),
)
def the_seed_decides(answer, asked):
    """The same seed gives the same result, another seed another one."""
    first, again, zero, zero_again, *others = (_parts(value, asked) for value in answer)
    for seed, (one, other) in ((5, (first, again)), (0, (zero, zero_again))):
        expect(
            np.array_equal(one[0], other[0]) and np.array_equal(one[1], other[1]),
            f"Expected the same result twice with seed={seed}. Received: two different ones.",
            "np.random.default_rng(seed) draws the same numbers each time it is made anew. 0 is a "
            "seed like any other.",
        )
    expect(
        not any(np.array_equal(first[0], other[0]) for other in (zero, *others)),
        "Expected other results with seed=6 and seed=7 than with seed=5. Received: the same.",
        "Is seed used?",
    )


@check(
    pipelines.mixup,
    ask=call(random_pictures(5, 4, 1, count=8), one_hot_rows(8, 10), seed=4),
)
def gives_float32_arrays(answer, asked):
    """Both results are float32, as what was passed in."""
    _parts(answer, asked)
    for part, name in zip(answer, ("the mixed images", "the mixed labels"), strict=True):
        expect_array(
            part,
            what=name,
            dtype="float32",
            hint="rng.beta gives float64, and float64 times float32 is float64. "
            ".astype(np.float32) for the shares.",
        )


@check(
    pipelines.mixup,
    ask=arguments_after(random_pictures(4, 4, 1, count=8), one_hot_rows(8, 10), seed=4),
)
def leaves_its_arguments_unchanged(answer, asked):
    """The images and labels passed in are the same afterwards."""
    for after, before, name in zip(answer, asked.args, ("images", "labels"), strict=True):
        expect_close(
            after,
            before,
            what=f"the {name} passed in, after the call,",
            tolerance=0,
            hint=f"`{name}[i] = ...` and `{name} *= ...` change the array that was passed in.",
        )


@check(
    pipelines.mixup,
    ask=error_from(random_pictures(4, 4, 1, count=4), one_hot_rows(4, 10), alpha=0.0),
)
def refuses_an_alpha_of_0(answer):
    """An alpha of 0 is an error."""
    expect_error(
        answer,
        "ValueError",
        when="alpha is 0",
        hint="Test `alpha <= 0` first, and `raise ValueError(...)`. NumPy's own error comes only "
        "where Beta is drawn with it.",
    )
