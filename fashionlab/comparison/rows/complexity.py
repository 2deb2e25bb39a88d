"""Row E: the complexity study."""

from fashionlab.comparison.plan import Row
from fashionlab.comparison.rows.garments import ANN, CNN, DEEPER

ROW = Row(
    "E",
    "Complexity study",
    "Does the best epoch by validation loss hold on test images, and which classes stay hard?",
    "fashion_mnist",
    (ANN, CNN, DEEPER),
)
