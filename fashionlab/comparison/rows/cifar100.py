"""Row B2: CIFAR-100."""

from fashionlab.comparison.plan import Entry, Phase, Pretrained, Row
from fashionlab.comparison.rows.recipes import GIVEN, ours
from fashionlab.training import Recipe

_RESNET_HEAD = {"hidden_units": (512, 256), "dropout_rate": 0.5, "batch_norm": True}
ROW = Row(
    "B2",
    "CIFAR-100, harder data",
    "What happens with a hundred classes, colour, and few images of each?",
    "cifar100",
    (
        Entry(
            "ann_150_150",
            "ANN 150-150",
            GIVEN,
            builder="ann",
            options={"hidden_units": (150, 150), "dropout_rate": 0.2},
            given_accuracy=0.25,
            given_parameters=500_000,
            given=True,
        ),
        Entry(
            "cnn_64_128",
            "CNN 64-128, Dense 150",
            GIVEN,
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
            # Eighty images a class, 6,128 features. 2,000 validation images: 68.4 % with a
            # shrinkage of 0.1, 68.3 % with 0.3. Trained step by step for 30 epochs: 67.6 %
            # after the last, 62.3 % after the one with the lowest validation loss.
            (),
            pretrained=Pretrained(
                ("MobileNet:0.75", "MobileNetV2"), 128, depths="several", flip=True, shrinkage=0.2
            ),
            validation_size=1_000,
        ),
        Entry(
            "scratch_ours",
            "residual CNN from scratch",
            ours(
                40,
                6e-3,
                weight_decay=0.2,
                augment=("flip", "shift", "erase"),
                dtype_policy="mixed_bfloat16",
            ),
            builder="compact_cnn",
            options={"stem": 32, "stages": ((64, 64), (128, 128)), "dropout_rate": 0.3},
            validation_size=1_000,
            flip=True,
            shift=1,
        ),
    ),
)
