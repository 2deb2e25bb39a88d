"""Checks of chapter 2: building and training the dense network."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import itertools

from fashionlab import models
from fashionlab.checks.asserts import (
    expect,
    expect_error,
)
from fashionlab.checks.bends import expect_activations, walk_of_images
from fashionlab.checks.draws import (
    random_images,
    repeated_images,
    same_images,
    subset,
)
from fashionlab.checks.dropout import check_dropout
from fashionlab.checks.networks import (
    expect_dropout_beyond,
    expect_learned,
    expect_learned_by_heart,
    expect_probabilities,
)
from fashionlab.checks.questions import (
    describe,
    error_from,
    predict,
    train_then_predict,
)
from fashionlab.checks.registry import check


@check(models.build_ann, ask=predict(random_images(8), {"num_classes": 7}))
def rows_are_probabilities(answer):
    """The output has one probability per class; each row sums to 1."""
    expect_probabilities(answer, (1, 8, 7))


@check(
    models.build_ann,
    ask=predict(random_images(4, (12, 16, 3)), {"input_shape": (12, 16, 3), "num_classes": 3}),
)
def takes_other_image_sizes(answer):
    """input_shape decides which images the network takes."""
    expect_probabilities(answer, (1, 4, 3))


def ann_parameters(hidden_units, inputs=784, num_classes=10):
    """Weights and biases of a dense network: each layer (n_in + 1) * n_out."""
    sizes = [inputs, *hidden_units, num_classes]
    return sum((n_in + 1) * n_out for n_in, n_out in itertools.pairwise(sizes))


ANN_WIDTHS = ((16,), (64,), (64, 256))


@check(models.build_ann, ask=describe(*({"hidden_units": widths} for widths in ANN_WIDTHS)))
def hidden_units_set_the_widths(answer):
    """hidden_units decides how many layers there are and how wide they are."""
    for widths, described in zip(ANN_WIDTHS, answer, strict=True):
        expected = ann_parameters(widths)
        received = described["parameters"]
        # 15 % leaves room for normalization layers.
        expect(
            abs(received - expected) <= 0.15 * expected,
            f"Expected about {expected:,} parameters with hidden_units={widths}. "
            f"Received: {received:,}.",
            "One dense layer for each number in hidden_units, applied to the flattened image.",
        )


BENDING_WIDTHS = (2, 3, 4)


@check(
    models.build_ann,
    ask=predict(
        walk_of_images((6, 6, 1)),
        *({"input_shape": (6, 6, 1), "hidden_units": (width, 32)} for width in BENDING_WIDTHS),
    ),
)
def hidden_layers_bend(answer):
    """Every hidden layer has an activation, so that the network is more than a straight line."""
    expect_activations(
        answer, BENDING_WIDTHS, first="the first hidden layer", last="the second hidden layer"
    )


check_dropout(models.build_ann)


@check(
    models.build_ann,
    ask=predict(
        repeated_images(3, 64),
        *({"hidden_units": (width, 4), "dropout_rate": 0.5} for width in (32, 40, 48, 56)),
        training=True,
    ),
)
def dropout_follows_every_hidden_layer(answer):
    """Dropout stands after each hidden layer, not only after the last."""
    expect_dropout_beyond("after the last layer", answer, units=4, repeats=64)


@check(
    models.build_ann,
    # Four pixels: dropping some of them leaves at most 16 different answers. (One pixel would
    # do, but a layer normalization would make it 0.)
    ask=predict(
        repeated_images(3, 64, (2, 2, 1)),
        *[{"input_shape": (2, 2, 1), "hidden_units": (32,), "dropout_rate": 0.5}] * 3,
        training=True,
        reseed=True,
    ),
)
def drops_units_and_not_pixels(answer):
    """Dropout stands after the hidden layer, not in front of it."""
    expect_dropout_beyond(
        "of the pixels",
        answer,
        units=4,
        repeats=64,
        where="the hidden layer",
        hint="In the loop over hidden_units: first the dense layer, then Dropout.",
    )


@check(models.build_ann, ask=error_from(hidden_units=()))
def refuses_no_hidden_layers(answer):
    """An empty hidden_units is an error."""
    expect_error(
        answer,
        "ValueError",
        when="hidden_units is ()",
        hint="Test `if not hidden_units:` first, and `raise ValueError(...)`.",
    )


@check(
    models.build_ann,
    ask=train_then_predict(same_images(20), epochs=1, batch_size=20, repeat=300),
)
def learns_twenty_images_by_heart(answer, asked):
    """After 300 steps on 20 images it knows them by heart."""
    expect_learned_by_heart(answer, asked)


@check(models.build_ann, ask=train_then_predict(subset(5000, 1000), epochs=4))
def learns_garments(answer, asked):
    """Trained on 5,000 images for 4 epochs, it recognises garments it never saw."""
    expect_learned(answer, asked, "models.build_ann.learns_garments")
