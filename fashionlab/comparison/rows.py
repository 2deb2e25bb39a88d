"""The comparisons of the course: which models, how trained, which figures were published.

"Given" models are built and trained as others describe them; the others are
ours. Their settings were chosen on validation images.
"""

import dataclasses
from collections.abc import Sequence

from fashionlab.comparison.plan import Entry, Phase, Pretrained, Row
from fashionlab.data import DATASETS
from fashionlab.errors import UnknownDataset, UnknownModel, UnknownRow
from fashionlab.training import Recipe

# Adam, at most 30 epochs, stop after 5 without a lower validation loss, keep the best.
_GIVEN = (Phase(Recipe(epochs=30, patience=5)),)

_ANN = Entry(
    "ann_128_64",
    "ANN 128-64, dropout 0.2",
    _GIVEN,
    builder="ann",
    options={"hidden_units": (128, 64), "dropout_rate": 0.2},
    given_accuracy=0.88,
    given_parameters=109_386,
    given=True,
)
_CNN = Entry(
    "cnn_32_64",
    "CNN 32-64, Dense 128, dropout 0.5",
    _GIVEN,
    builder="cnn",
    options={"filters": (32, 64), "hidden_units": 128, "dropout_rate": 0.5},
    given_accuracy=0.91,
    given_parameters=225_034,
    given=True,
)
_DEEPER = Entry(
    "cnn_deeper",
    "CNN 32-32-64-64 with BatchNorm, Dense 256",
    _GIVEN,
    builder="deeper_cnn",
    given_accuracy=0.92,
    given_parameters=331_370,
    given=True,
)


def _ours(epochs: int, learning_rate: float, **more: object) -> tuple[Phase, ...]:
    """One training with the rate rising and falling once, on mirrored and moved images."""
    settings = {
        "optimizer": "adamw",
        "schedule": "one_cycle",
        "batch_size": 128,
        "weight_decay": 0.02,
        "label_smoothing": 0.1,
        "augment": ("flip", "shift"),
        **more,
    }
    return (Phase(Recipe(epochs=epochs, learning_rate=learning_rate, **settings)),)  # type: ignore[arg-type]


_OUR_ANN = Entry(
    "ann_ours",
    "ANN 128-64, one cycle, mirrored images",
    _ours(40, 3e-3, augment=("flip",), label_smoothing=0.0),
    builder="ann",
    options={"hidden_units": (128, 64), "dropout_rate": 0.1},
    validation_size=5_000,
    flip=True,
)
_TINY = Entry(
    "tiny_ours",
    "separable CNN under 10,000 parameters",
    _ours(30, 6e-3),
    builder="compact_cnn",
    options={
        "stem": 16,
        "stages": ((32, 32), (48, 48)),
        "block": "separable",
        "head": "average",
    },
    validation_size=5_000,
    flip=True,
)
_COMPACT = Entry(
    "compact_ours",
    "residual CNN under 300,000 parameters",
    _ours(15, 4e-3),
    builder="compact_cnn",
    validation_size=5_000,
    flip=True,
)
_FROZEN = Entry(
    "mobilenet_frozen",
    "MobileNet 0.75, frozen, several depths, 96 px",
    (Phase(Recipe(epochs=30, batch_size=128, learning_rate=1e-3, patience=5)),),
    pretrained=Pretrained(("MobileNet:0.75",), 96, depths="several"),
    options={"hidden_units": (256,), "dropout_rate": 0.5},
    validation_size=5_000,
)
_FINE_TUNED = Entry(
    "mobilenet_finetuned",
    "MobileNet 0.75, fine-tuned, 64 px",
    (
        Phase(Recipe(epochs=1)),
        Phase(
            Recipe(
                epochs=6,
                learning_rate=5e-4,
                schedule="one_cycle",
                augment=("flip", "shift"),
                label_smoothing=0.1,
            ),
            keep_first=0,
        ),
    ),
    pretrained=Pretrained(("MobileNet:0.75",), 64, frozen=False),
    options={"hidden_units": (), "dropout_rate": 0.2},
    validation_size=5_000,
    flip=True,
)

_A = Row(
    "A",
    "Transfer from ImageNet",
    "Do features learned from photographs help with garments, and do they fit on a laptop?",
    "fashion_mnist",
    (
        Entry(
            "efficientnetb0_frozen",
            "EfficientNetB0, frozen, 224 px",
            (Phase(Recipe(epochs=10, patience=3)),),
            pretrained=Pretrained(("EfficientNetB0",), 224),
            options={"hidden_units": (128,), "dropout_rate": 0.2},
            given=True,
        ),
        Entry(
            "efficientnetb0_finetuned",
            "EfficientNetB0, fine-tuned, 224 px",
            (
                Phase(Recipe(epochs=2)),
                Phase(Recipe(epochs=3, learning_rate=1e-5), keep_first=200),
            ),
            pretrained=Pretrained(("EfficientNetB0",), 224, frozen=False),
            options={"hidden_units": (128,), "dropout_rate": 0.2},
            given=True,
        ),
        _FROZEN,
        _FINE_TUNED,
    ),
)

_B1 = Row(
    "B1",
    "The ladder on Fashion-MNIST",
    "What does each step from a dense network to a deep one buy?",
    "fashion_mnist",
    (_ANN, _CNN, _DEEPER, _OUR_ANN, _TINY, _COMPACT),
)

_RESNET_HEAD = {"hidden_units": (512, 256), "dropout_rate": 0.5, "batch_norm": True}
_B2 = Row(
    "B2",
    "CIFAR-100, harder data",
    "What happens with a hundred classes, colour, and few images of each?",
    "cifar100",
    (
        Entry(
            "ann_150_150",
            "ANN 150-150",
            _GIVEN,
            builder="ann",
            options={"hidden_units": (150, 150), "dropout_rate": 0.2},
            given_accuracy=0.25,
            given_parameters=500_000,
            given=True,
        ),
        Entry(
            "cnn_64_128",
            "CNN 64-128, Dense 150",
            _GIVEN,
            builder="cnn",
            options={"filters": (64, 128), "hidden_units": 150, "dropout_rate": 0.5},
            given_accuracy=0.40,
            given_parameters=800_000,
            given=True,
        ),
        Entry(
            "resnet50_frozen",
            "ResNet50, frozen, 224 px",
            (Phase(Recipe(epochs=30, learning_rate=1e-4, patience=5)),),
            pretrained=Pretrained(("ResNet50",), 224),
            options=_RESNET_HEAD,
            given_accuracy=0.65,
            given_parameters=25_000_000,
            given=True,
        ),
        Entry(
            "resnet50_finetuned",
            "ResNet50, first 100 layers frozen, 224 px",
            (
                Phase(Recipe(epochs=5, learning_rate=1e-4)),
                Phase(Recipe(epochs=5, learning_rate=1e-5), keep_first=100),
            ),
            pretrained=Pretrained(("ResNet50",), 224, frozen=False),
            options=_RESNET_HEAD,
            given_parameters=25_000_000,
            given=True,
        ),
        Entry(
            "mobilenets_frozen",
            "MobileNet 0.75 and MobileNetV2, frozen, several depths, 128 px",
            (
                Phase(
                    Recipe(
                        epochs=30,
                        batch_size=128,
                        optimizer="adamw",
                        schedule="cosine",
                        weight_decay=0.1,
                        label_smoothing=0.1,
                    )
                ),
            ),
            pretrained=Pretrained(
                ("MobileNet:0.75", "MobileNetV2"), 128, depths="several", flip=True
            ),
            options={"dropout_rate": 0.8},
        ),
    ),
)

_C = Row(
    "C",
    "MNIST: what accuracy costs",
    "Which model is worth its parameters, its operations and its time?",
    "mnist",
    (
        Entry(
            "ann_128_64",
            "ANN 128-64",
            _GIVEN,
            builder="ann",
            options={"hidden_units": (128, 64), "dropout_rate": 0.2},
            given_accuracy=0.9743,
            given_parameters=109_386,
            given=True,
        ),
        Entry(
            "cnn_32_64",
            "CNN 32-64, Dense 128",
            _GIVEN,
            builder="cnn",
            options={"filters": (32, 64), "hidden_units": 128, "dropout_rate": 0.5},
            given_accuracy=0.9898,
            given_parameters=225_034,
            given=True,
        ),
        Entry(
            "cnn_v1",
            "CNN V1, 16-32",
            _GIVEN,
            builder="cnn_v1",
            given_accuracy=0.9839,
            given_parameters=12_810,
            given=True,
        ),
        Entry(
            "cnn_v2",
            "CNN V2, 32-32-64-64, Dense 128",
            _GIVEN,
            builder="cnn_v2",
            given_accuracy=0.9920,
            given_parameters=197_482,
            given=True,
        ),
        Entry(
            "tiny_ours",
            "separable CNN under 10,000 parameters",
            _ours(20, 6e-3, augment=("shift", "rotate")),
            builder="compact_cnn",
            options=_TINY.options,
            validation_size=5_000,
        ),
        Entry(
            "compact_ours",
            "residual CNN under 197,482 parameters",
            _ours(15, 4e-3, augment=("shift", "rotate")),
            builder="compact_cnn",
            options={"stages": ((48,), (84, 84, 84))},
            validation_size=5_000,
            shift=1,
        ),
    ),
)

_D = Row(
    "D",
    "Architectures of growing size",
    "Are more parameters worth more?",
    "fashion_mnist",
    (
        Entry(
            "wide_cnn",
            "simple CNN, 1.2 million",
            _GIVEN,
            builder="wide_cnn",
            given_accuracy=0.918,
            given_parameters=1_200_000,
            given=True,
        ),
        Entry(
            "wide_deep_cnn",
            "deeper CNN, 3.8 million",
            _GIVEN,
            builder="wide_deep_cnn",
            given_accuracy=0.919,
            given_parameters=3_800_000,
            given=True,
        ),
        Entry(
            "vgg16_frozen",
            "VGG16, frozen, 32 px",
            (Phase(Recipe(epochs=30, patience=5)),),
            pretrained=Pretrained(("VGG16",), 32),
            options={"hidden_units": (128,), "dropout_rate": 0.5},
            given_accuracy=0.87,
            given_parameters=14_700_000,
            given=True,
        ),
        _TINY,
        _COMPACT,
    ),
)

_E = Row(
    "E",
    "Complexity study",
    "Does the best epoch by validation loss hold on test images, and which classes stay hard?",
    "fashion_mnist",
    (_ANN, _CNN, _DEEPER),
)

ROWS: dict[str, Row] = {row.id: row for row in (_A, _B1, _B2, _C, _D, _E)}
"""Every comparison by its id."""

# A learner names the data, not the row.
_MAIN_ROW_OF = {"fashion_mnist": "B1", "cifar100": "B2", "mnist": "C"}


def get_row(name: str) -> Row:
    """Find a row by its id, in any case, or by the name of its data set.

    Raises:
        UnknownRow: If there is none.
    """
    found = ROWS.get(_MAIN_ROW_OF.get(name.lower(), name.upper()))
    if found is None:
        ids = ", ".join(f"{row.id} ({row.title})" for row in ROWS.values())
        raise UnknownRow(
            f"There is no comparison {name!r}. Expected one of {ids}, or one of the data sets "
            f"{', '.join(_MAIN_ROW_OF)}. Received: {name!r}."
        )
    return found


def choose(
    row: Row,
    *,
    only: Sequence[str] | None = None,
    dataset: str | None = None,
    random_weights: bool = False,
) -> Row:
    """Take some models of a row, the same models on other images, or bases without training.

    Args:
        row: The row.
        only: Names of the entries to take; None for all.
        dataset: Other images than the row's.
        random_weights: Whether pretrained bases start from random weights,
            where theirs cannot be had: time and memory are the same, and
            accuracies mean nothing. Names and titles say so.

    Raises:
        UnknownModel: If a name in `only` is not in the row.
        UnknownDataset: If there is no data set of that name.
    """
    names = [entry.name for entry in row.entries]
    for name in only or []:
        if name not in names:
            raise UnknownModel(
                f"Row {row.id} has no model {name!r}. Expected one of {', '.join(names)}. "
                f"Received: --only {name}."
            )
    if dataset is not None and dataset not in DATASETS:
        raise UnknownDataset(
            f"There is no data set {dataset!r}. Expected one of {', '.join(DATASETS)}."
        )
    entries = tuple(entry for entry in row.entries if not only or entry.name in only)
    if random_weights:
        entries = tuple(_without_weights(entry) for entry in entries)
    return dataclasses.replace(row, entries=entries, dataset=dataset or row.dataset)


def _without_weights(entry: Entry) -> Entry:
    if entry.pretrained is None:
        return entry
    return dataclasses.replace(
        entry,
        name=f"{entry.name}_random",
        title=f"{entry.title}, random weights: costs only",
        pretrained=dataclasses.replace(entry.pretrained, weights=None),
        given_accuracy=None,
    )
