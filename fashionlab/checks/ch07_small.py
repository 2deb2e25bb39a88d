"""Checks of chapter 7: the best network under a budget."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import numpy as np

from fashionlab import models
from fashionlab.checks.asserts import expect
from fashionlab.checks.draws import patterns_anywhere, random_images, same_images
from fashionlab.checks.networks import (
    accuracy_of,
    expect_alone_in_a_batch,
    expect_learned_by_heart,
    expect_probabilities,
)
from fashionlab.checks.questions import describe, predict, train_then_predict
from fashionlab.checks.registry import check

BUDGET = 12_809


@check(models.build_small_cnn, ask=describe({}))
def stays_under_the_budget(answer):
    """It holds fewer than 12,810 numbers, averages of batch normalization included."""
    (described,) = answer
    moved, averages = described["parameters"], described["averages"]
    kept = f" and {averages:,} averages of batch normalization" if averages else ""
    expect(
        moved + averages <= BUDGET,
        f"Expected at most {BUDGET:,} parameters in all. Received: {moved + averages:,}: "
        f"{moved:,} that training moves{kept}.",
        "Which layer holds most of them? model.summary() says it. A dense layer costs little after "
        "one more pooling.",
    )


@check(models.build_small_cnn, ask=predict(random_images(8), {}, {"num_classes": 7}))
def rows_are_probabilities(answer):
    """The output has one probability per class; each row sums to 1."""
    for rows, num_classes in zip(answer, (10, 7), strict=True):
        expect_probabilities([rows], (1, 8, num_classes))


@check(
    models.build_small_cnn,
    ask=predict(random_images(4, (20, 24, 3)), {"input_shape": (20, 24, 3), "num_classes": 3}),
)
def takes_other_image_sizes(answer):
    """input_shape decides which images the network takes."""
    expect_probabilities(answer, (1, 4, 3))


@check(models.build_small_cnn, ask=predict(random_images(16), {}, {}, reseed=True))
def every_call_builds_a_new_network(answer):
    """Two calls give two networks, each with random weights of its own."""
    for rows in answer:
        expect_probabilities([rows], (1, 16, 10))
    first, second = answer
    difference = float(np.abs(first - second).max())
    # Measured, alternatives x 5 seeds: 0.04 and more; one network twice 0.
    expect(
        difference > 1e-4,
        "Expected two calls to give two networks with other random weights. Received: the same "
        "answers from both.",
        "Make layers inside the function, not above it, and leave their seeds alone: what one "
        "network learns, another must not know.",
    )


@check(models.build_small_cnn, ask=predict(random_images(16), {}, parts=(1, 2, 16)))
def an_image_stands_alone_in_use(answer):
    """In use the answer for an image is always the same, whatever else is in its batch."""
    expect_alone_in_a_batch(answer)


@check(
    models.build_small_cnn,
    ask=train_then_predict(
        same_images(20), epochs=1, batch_size=20, repeat=300, learning_rate=3e-3
    ),
)
def learns_twenty_images_by_heart(answer, asked):
    """After 300 steps on 20 images it knows them by heart."""
    expect_learned_by_heart(answer, asked)


@check(
    models.build_small_cnn,
    ask=train_then_predict(
        patterns_anywhere(3000, 1000), epochs=6, batch_size=32, learning_rate=3e-3
    ),
)
def finds_a_pattern_anywhere(answer, asked):
    """Shown 3,000 times one of ten small patterns somewhere in the image, it tells them apart."""
    received = accuracy_of(answer, asked)
    # Measured, 4 to 12 seeds each: eight dense networks of the budget, those behind pooling too,
    # 0.10 to 0.29. Strides 0.68 to 0.94; with pooling, global averages, separable or residual
    # 0.98 to 1. A single convolution, one seed: 0.95.
    expect(
        received >= 0.4,
        f"Expected a share of at least 0.4 of {len(asked.secret['held_out_labels']):,} patterns to "
        f"be told apart, wherever they lie. Received: {received:.3f}.",
        "A dense layer would have to learn a pattern at every place by itself; a kernel of 3x3 or "
        "5x5 learns it once. Put convolutions first, and halve the image after each.",
    )
