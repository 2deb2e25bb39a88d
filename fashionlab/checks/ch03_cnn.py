"""Checks of chapter 3, "Why convolution"."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import sklearn.metrics

from fashionlab import evaluation, models
from fashionlab.checks.asserts import expect, expect_array, expect_equal, expect_error
from fashionlab.checks.bends import (
    expect_activations,
    expect_one_place_counts,
    images_with_changed_corners,
    walk_of_plain_images,
)
from fashionlab.checks.draws import (
    random_images,
    random_labels,
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
    Draw,
    call,
    describe,
    error_from,
    predict,
    train_then_predict,
)
from fashionlab.checks.registry import check

# --- models.build_cnn


@check(models.build_cnn, ask=predict(random_images(8), {"num_classes": 7}))
def rows_are_probabilities(answer):
    """The output has one probability per class; each row sums to 1."""
    expect_probabilities(answer, (1, 8, 7))


@check(
    models.build_cnn,
    ask=predict(random_images(4, (20, 24, 3)), {"input_shape": (20, 24, 3), "num_classes": 3}),
)
def takes_other_image_sizes(answer):
    """input_shape decides which images the network takes."""
    expect_probabilities(answer, (1, 4, 3))


def cnn_parameters(filters, hidden_units, side=28, channels=1, num_classes=10):
    """Weights and biases of 3x3 convolutions, each halved by pooling, and two dense layers."""
    total = 0
    for count in filters:
        total += (9 * channels + 1) * count
        side, channels = (side - 2) // 2, count
    flat = side * side * channels
    return total + (flat + 1) * hidden_units + (hidden_units + 1) * num_classes


CNN_SIZES = (((8,), 32), ((32, 64), 128), ((16, 64, 64), 32))


@check(
    models.build_cnn,
    ask=describe(*({"filters": filters, "hidden_units": units} for filters, units in CNN_SIZES)),
)
def filters_and_hidden_units_set_the_sizes(answer):
    """The arguments filters and hidden_units decide how many layers there are and how large."""
    for (filters, units), described in zip(CNN_SIZES, answer, strict=True):
        expected = cnn_parameters(filters, units)
        received = described["parameters"]
        # 15 % leaves room for normalization layers.
        expect(
            abs(received - expected) <= 0.15 * expected,
            f"Expected about {expected:,} parameters with filters={filters} and "
            f"hidden_units={units}. Received: {received:,}.",
            "For each number in filters: a 3x3 convolution without padding, then 2x2 pooling. Then "
            "Flatten, and one dense layer of hidden_units.",
        )


BENDING_FILTERS = (2, 3, 4)


@check(
    models.build_cnn,
    ask=predict(
        walk_of_plain_images(6),
        *(
            {"input_shape": (6, 6, 2), "filters": (count,), "hidden_units": 32}
            for count in BENDING_FILTERS
        ),
    ),
)
def layers_bend(answer):
    """Convolutions and the dense layer have an activation each."""
    expect_activations(
        answer, BENDING_FILTERS, first="the convolution", last="the hidden dense layer"
    )


@check(
    models.build_cnn,
    ask=predict(
        images_with_changed_corners(32),
        *(
            {"input_shape": (4, 4, 1), "filters": (1,), "hidden_units": units}
            for units in (16, 24, 32)
        ),
    ),
)
def pooling_keeps_the_largest(answer):
    """After a convolution only the largest of 2x2 values goes on."""
    expect_one_place_counts(answer)


check_dropout(models.build_cnn)


@check(
    models.build_cnn,
    # Four maps of one number each. Dead ones (ReLU) are rare in all of four networks.
    ask=predict(
        repeated_images(4, 64, (4, 4, 1)),
        *[{"input_shape": (4, 4, 1), "filters": (4,), "hidden_units": 32, "dropout_rate": 0.5}] * 4,
        training=True,
        reseed=True,
    ),
)
def drops_after_the_dense_layer(answer):
    """Dropout stands after the dense layer, not in front of it."""
    expect_dropout_beyond(
        "in front of the dense layer",
        answer,
        units=4,
        repeats=64,
        where="the dense layer",
        hint="After Flatten: first the dense layer with ReLU, then Dropout, then the output layer.",
    )


@check(models.build_cnn, ask=error_from(filters=()))
def refuses_no_convolutions(answer):
    """An empty filters is an error."""
    expect_error(
        answer,
        "ValueError",
        when="filters is ()",
        hint="Test `if not filters:` first, and `raise ValueError(...)`.",
    )


@check(
    models.build_cnn,
    # A small network learns them as well (0.988 sure or more, after 60 steps), in half the time.
    ask=train_then_predict(
        same_images(20),
        build={"filters": (8, 16), "hidden_units": 64, "dropout_rate": 0.0},
        epochs=1,
        batch_size=20,
        repeat=80,
        learning_rate=3e-3,
    ),
)
def learns_twenty_images_by_heart(answer, asked):
    """After 80 steps on 20 images it knows them by heart."""
    expect_learned_by_heart(answer, asked)


@check(
    models.build_cnn,
    # Half the filters and units reach the same accuracy within two points, in half the time.
    ask=train_then_predict(
        subset(2000, 1000), build={"filters": (16, 32), "hidden_units": 64}, epochs=4
    ),
)
def learns_garments(answer, asked):
    """Trained on 2,000 images for 4 epochs, it recognises garments it never saw."""
    expect_learned(answer, asked, "models.build_cnn.learns_garments")


# --- evaluation.confusion_matrix


def _counts(asked, num_classes=10):
    return sklearn.metrics.confusion_matrix(*asked.args[:2], labels=list(range(num_classes)))


# Of six classes two occur, neither the first nor in a row.
SOME_CLASSES = Draw(lambda setting: setting.rng.choice([1, 4], 15))


@check(evaluation.confusion_matrix, ask=call(random_labels(200), random_labels(200)))
def counts_every_pair(answer, asked):
    """Row i, column j counts the examples of class i predicted as class j."""
    expect_array(answer, what="the matrix", shape=(10, 10))
    expect_equal(
        answer,
        _counts(asked),
        what="the matrix",
        hint="Rows are the right classes, columns the predicted ones. Every pair counts, also "
        "when it comes again: `matrix[labels, predictions] += 1` counts a repeated pair once.",
    )


@check(evaluation.confusion_matrix, ask=call(SOME_CLASSES, SOME_CLASSES, 6))
def has_a_row_for_every_class(answer, asked):
    """There are num_classes rows and columns, also for classes that do not occur."""
    expect_array(
        answer,
        what="the matrix for labels 1 and 4 and num_classes=6",
        shape=(6, 6),
        hint="The size is num_classes, not the largest label found.",
    )
    expect_equal(
        answer,
        _counts(asked, 6),
        what="the matrix for labels 1 and 4 and num_classes=6",
        hint="Class 4 has row 4 and column 4, also when classes 0, 2 and 3 do not occur.",
    )


@check(evaluation.confusion_matrix, ask=call(random_labels(2000, 2), random_labels(2000, 2), 2))
def holds_whole_numbers(answer, asked):
    """The counts are integers, also where there are hundreds of a pair."""
    hint = "Counts are whole numbers: np.zeros takes a dtype, int, and nothing is divided."
    expect_array(answer, what="the matrix", shape=(2, 2), dtype="integer", hint=hint)
    expect_equal(
        answer,
        _counts(asked, 2),
        what="the matrix",
        hint="Every pair counts one, however often it comes; 8 bits count to 255.",
    )
