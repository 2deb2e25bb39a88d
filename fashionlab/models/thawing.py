"""Letting the top of a base learn."""

from typing import TYPE_CHECKING

from fashionlab.tasks import stub

if TYPE_CHECKING:
    import keras


@stub("ch09_finetuning", number=1, points=3)
def thaw_top(base: "keras.Model", layers: int) -> list[str]:
    """Let the last layers of a base learn, and freeze all others.

    The layers are counted as they stand in `base.layers`, those without weights
    too, and the last one is the top. Of the thawed layers, batch normalizations
    (`keras.layers.BatchNormalization`) stay frozen all the same: their factors,
    shifts and stored averages do not change, and they use the stored averages,
    also in training. Normalizations of other kinds learn: they store no averages.

    What learns afterwards depends on this call alone, and not on what was frozen
    before or on earlier calls. (Mind that Keras hands `base.trainable = False` on
    to the layers only where it was True before, and True only where it was False. The
    library's `unfreeze`, with which comparisons fine-tune, runs this function.)

    Args:
        base: Keras model whose `base.layers` are plain layers, no models. It is
            changed in place: in which of its layers are trainable, and in nothing
            else. All of it may be frozen, or none, or some.
        layers: How many layers to thaw, an int from 0 to `len(base.layers)`. With
            0 nothing in the base learns.

    Returns:
        Names of the layers that learn now: the thawed ones that have weights,
        without batch normalizations. A list of str, in the order of `base.layers`.

    Raises:
        ValueError: If `layers` is less than 0, or more than the base has.
    """
