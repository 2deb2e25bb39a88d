"""Row C: MNIST, what accuracy costs."""

from fashionlab.comparison.plan import Entry, Row
from fashionlab.comparison.rows.garments import TINY
from fashionlab.comparison.rows.recipes import GIVEN, ours

ROW = Row(
    "C",
    "MNIST: what accuracy costs",
    "Which model is worth its parameters, its operations and its time?",
    "mnist",
    (
        Entry(
            "ann_128_64",
            "ANN 128-64",
            GIVEN,
            builder="ann",
            options={"hidden_units": (128, 64), "dropout_rate": 0.2},
            given_accuracy=0.9743,
            given_parameters=109_386,
            given=True,
        ),
        Entry(
            "cnn_32_64",
            "CNN 32-64, Dense 128",
            GIVEN,
            builder="cnn",
            options={"filters": (32, 64), "hidden_units": 128, "dropout_rate": 0.5},
            given_accuracy=0.9898,
            given_parameters=225_034,
            given=True,
        ),
        Entry(
            "cnn_v1",
            "CNN V1, 16-32",
            GIVEN,
            builder="cnn_v1",
            given_accuracy=0.9839,
            given_parameters=12_810,
            given=True,
        ),
        Entry(
            "cnn_v2",
            "CNN V2, 32-32-64-64, Dense 128",
            GIVEN,
            builder="cnn_v2",
            given_accuracy=0.9920,
            given_parameters=197_482,
            given=True,
        ),
        Entry(
            "tiny_ours",
            "CNN under 10,000 parameters",
            ours(
                30,
                1e-2,
                label_smoothing=0.0,
                augment=("shift", "rotate"),
                dtype_policy="mixed_bfloat16",
            ),
            builder="compact_cnn",
            options=TINY.options,
            validation_size=5_000,
            shift=1,
        ),
        Entry(
            "compact_ours",
            "residual CNN under 197,482 parameters",
            ours(10, 6e-3, augment=("shift", "rotate"), dtype_policy="mixed_bfloat16"),
            builder="compact_cnn",
            options={"stages": ((48, 48), (80, 80))},
            validation_size=5_000,
            shift=1,
        ),
    ),
)
