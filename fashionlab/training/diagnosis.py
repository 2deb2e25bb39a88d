"""Read learning curves."""

from collections.abc import Mapping, Sequence

from fashionlab.tasks import stub


@stub("ch04_training", number=4, points=2)
def diagnose(
    history: Mapping[str, Sequence[float]], *, low_loss: float = 0.5, tolerance: float = 0.1
) -> tuple[str, int]:
    """Say what learning curves show, and which epoch was the best.

    The best epoch is the one with the lowest validation loss; of several equal
    ones, the first. The verdict is the first of these that is true:

    1. "overfitting": after the best epoch the network went on learning its own
       examples and got worse at others. That is: in the last epoch the
       training loss is lower than in the best epoch, and the validation loss
       is more than (1 + tolerance) times its lowest value.
    2. "underfitting": the network has not even learned its own examples. That
       is: in the last epoch the training loss is above `low_loss`.
    3. "good": neither.

    (The two words are those of Goodfellow, Bengio and Courville 2016, "Deep
    learning", section 5.2. The two limits are rules of thumb.)

    Args:
        history: Metric name to one float per epoch, as `Run.history` and
            Keras's `History.history` have it: "loss" is the training loss,
            "val_loss" the validation loss, both equally long and at least 1
            epoch. Other metrics may be there and play no part.
        low_loss: Float above 0: the highest training loss that counts as
            learned. 0.5 suits ten classes, where guessing costs 2.3.
        tolerance: Float of at least 0: the share by which the validation loss
            may end above its lowest value. Curves wiggle.

    Returns:
        Tuple (verdict, best_epoch): one of the texts "overfitting",
        "underfitting" and "good", and an int counted from 1.

    Raises:
        ValueError: If `history` has no "val_loss".
    """
