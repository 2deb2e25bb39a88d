"""Row B1: the ladder on Fashion-MNIST."""

from fashionlab.comparison.plan import Row
from fashionlab.comparison.rows.garments import ANN, CNN, COMPACT, DEEPER, OUR_ANN, QUICK, TINY

ROW = Row(
    "B1",
    "The ladder on Fashion-MNIST",
    "What does each step from a dense network to a deep one buy?",
    "fashion_mnist",
    (ANN, CNN, DEEPER, OUR_ANN, TINY, QUICK, COMPACT),
)
