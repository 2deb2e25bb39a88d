"""Row D: architectures of growing size."""

from fashionlab.comparison.plan import Entry, Phase, Pretrained, Row
from fashionlab.comparison.rows.garments import COMPACT, TINY
from fashionlab.comparison.rows.recipes import GIVEN
from fashionlab.training import Recipe

ROW = Row(
    "D",
    "Architectures of growing size",
    "Are more parameters worth more?",
    "fashion_mnist",
    (
        Entry(
            "wide_cnn",
            "simple CNN, 1.2 million",
            GIVEN,
            builder="wide_cnn",
            given_accuracy=0.918,
            given_parameters=1_200_000,
            given=True,
        ),
        Entry(
            "wide_deep_cnn",
            "deeper CNN, 3.8 million",
            GIVEN,
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
        TINY,
        COMPACT,
    ),
)
