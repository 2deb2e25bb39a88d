"""Row A: transfer from ImageNet."""

from fashionlab.comparison.plan import Entry, Phase, Pretrained, Row
from fashionlab.comparison.rows.garments import FINE_TUNED, FROZEN, FROZEN_TWO
from fashionlab.training import Recipe

ROW = Row(
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
        FROZEN,
        FROZEN_TWO,
        FINE_TUNED,
    ),
)
