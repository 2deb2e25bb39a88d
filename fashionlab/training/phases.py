"""Training a head first, and then the top of its base as well."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fashionlab.tasks import stub

if TYPE_CHECKING:
    import keras


@stub("ch09_finetuning", number=2, points=4)
def fine_tune(
    model: "keras.Model",
    thaw: Callable[[], Any],
    batches: Any,
    *,
    epochs: tuple[int, int] = (2, 3),
    learning_rates: tuple[float, float] = (1e-2, 1e-5),
) -> list[float]:
    """Train the head on the frozen base, then thaw and go on in small steps.

    First phase: Adam with the first learning rate trains what is trainable, which
    is the head, for the first number of epochs. Then `thaw` is called. Second
    phase: a new Adam, with the second learning rate, trains all that is trainable
    now, for the second number of epochs. The loss is
    sparse categorical cross-entropy in both. (A model must be compiled again after
    the thaw. Without it, Keras goes on training what was trainable before, and
    says nothing.)

    Args:
        model: Uncompiled classifier whose base is frozen, as from
            `build_frozen_classifier`. It is trained in place.
        thaw: Function without arguments that lets a part of the base learn.
        batches: Training examples for `model.fit`: a `tf.data.Dataset` of pairs,
            float32 images and integer labels, shape (batch,). It is gone
            through once per epoch.
        epochs: Tuple of two ints of at least 1: epochs of the first and of the
            second phase.
        learning_rates: Tuple of two floats above 0. The second is the smaller one.

    Returns:
        The training loss of every epoch, as `model.fit` tells it: a list of
        floats, those of the first phase and then those of the second.

    Raises:
        ValueError: If the second learning rate is not smaller than the first.
            Then nothing was trained and nothing thawed.
    """
