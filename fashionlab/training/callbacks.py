"""What watches a training: keep the best weights, stop in time."""

from typing import TYPE_CHECKING

from fashionlab.tasks import stub

if TYPE_CHECKING:
    import keras


@stub("ch04_training", number=3, points=3)
def make_callbacks(path: str, *, patience: int = 5) -> "list[keras.callbacks.Callback]":
    """Make Keras callbacks that keep the best weights and stop in time.

    They are passed to `model.fit(..., validation_data=..., callbacks=...)`,
    which calls them after every epoch. "Better" means one thing only: a lower
    validation loss (`val_loss`) than in any epoch before, by however little.

    - After every epoch, the file at `path` holds the weights of the best epoch
      so far, so that a crash costs nothing. Weights only, as
      `model.save_weights` writes them and `model.load_weights` reads them.
    - Training stops as soon as `patience` epochs in a row were not better.
    - At the end the model itself holds the weights of the best epoch, whether
      training was stopped or went through all its epochs.

    Args:
        path: Where to keep the weights, a str that ends in ".weights.h5", in a
            folder that exists.
        patience: Epochs to wait for a better one, an int of at least 1.

    Returns:
        List of `keras.callbacks.Callback`.

    Raises:
        ValueError: If `patience` is less than 1.
    """
