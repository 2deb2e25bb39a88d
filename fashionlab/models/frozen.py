"""A classifier on top of a base that does not change."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fashionlab.tasks import stub

if TYPE_CHECKING:
    import keras


@stub("ch08_transfer", number=3, points=4)
def build_frozen_classifier(
    base: "keras.Model",
    num_classes: int = 10,
    *,
    scale: Callable[[Any], Any] | None = None,
    dropout_rate: float = 0.2,
) -> "keras.Model":
    """Build a classifier of a frozen base and a head that learns.

    An image goes through `scale`, the base, global average pooling, dropout, and
    a dense layer with softmax, whose first weights are random, as Keras draws
    them: in each model other ones. Only the dense layer learns. The base stays as
    it is, to the last bit, also the averages of its batch normalizations; and it
    works in inference mode, also while the head is trained. (What dropout layers
    inside a base do then is left open: Keras turns them on, whatever the base is
    told. The library's `build_transfer` finds the base and its weights by name,
    too.)

    Args:
        base: Keras model from images, float32 of shape (batch, height, width,
            3), to feature maps, shape (batch, rows, columns, maps). It comes with
            weights and unfrozen. Use it; it may be changed in being trainable.
        num_classes: Number of classes, an int of at least 2.
        scale: Function that turns images in [0, 1] into what the base takes. It
            works on placeholders. None where nothing is to be done.
        dropout_rate: Float in [0, 1): the share of the pooled features that
            dropout sets to zero, while training only.

    Returns:
        Uncompiled `keras.Model`.
        Input: float32, shape (batch, height, width, 3), values in [0, 1].
        Output: float32, shape (batch, num_classes), rows sum to 1.
    """
