"""Bring stored images to the input of a model, whatever its size and channels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fashionlab.errors import InvalidArgument


def prepare_for(input_shape: tuple[int | None, ...]) -> Callable[[Any], Any]:
    """Make the function that turns stored images into what a model takes.

    It runs batch by batch, so that small images are never all held large:
    60,000 images of 28 by 28 are 47 MB; as 224 by 224 colour floats, 36 GB.

    Args:
        input_shape: `model.input_shape`, (None, height, width, channels), or the
            same without the batch. A height or width of None is not resized.

    Returns:
        A function of one batch. It takes uint8 images in [0, 255], shape
        (batch, h, w) or (batch, h, w, channels), and gives a float32 tensor in
        [0, 1] of shape (batch, height, width, channels): a grey channel is
        repeated where the model takes three; images are resized (bilinear) where
        the sizes differ. It raises `InvalidArgument` for any other batch.

    Raises:
        InvalidArgument: If `input_shape` is not that of an image model.
    """
    shape = tuple(input_shape)[-3:]
    if len(shape) < 3 or len(input_shape) > 4 or shape[-1] not in (1, 3):
        raise InvalidArgument(
            "Expected the input shape of an image model, (batch, height, width, channels) with 1 "
            f"or 3 channels. Received: input_shape={tuple(input_shape)!r}."
        )
    height, width, channels = shape

    def prepare(images: Any) -> Any:
        """Scale, resize and colour one batch of stored images."""
        import keras

        _check_batch(images, channels)
        scaled = keras.ops.cast(images, "float32") / 255.0
        if len(scaled.shape) == 3:
            scaled = keras.ops.expand_dims(scaled, axis=-1)
        before = scaled.shape[1:3]
        size = (height or before[0], width or before[1])
        if size != before:
            # Without antialiasing a smaller image would skip pixels.
            smaller = size[0] < before[0] or size[1] < before[1]
            scaled = keras.ops.image.resize(
                scaled,
                size,
                interpolation="bilinear",
                antialias=smaller,
                data_format="channels_last",
            )
        # Last, so that a grey image is resized once and not three times.
        return keras.ops.repeat(scaled, channels // scaled.shape[-1], axis=-1)

    return prepare


def _check_batch(images: Any, channels: int | None) -> None:
    found = images.shape[3] if len(images.shape) == 4 else 1
    dtype = getattr(images.dtype, "name", images.dtype)
    if len(images.shape) in (3, 4) and found in (1, channels) and dtype == "uint8":
        return
    wanted = "1 channel" if channels == 1 else "1 or 3 channels"
    raise InvalidArgument(
        "Expected stored images: uint8 in [0, 255], shape (batch, height, width) or "
        f"(batch, height, width, channels) with {wanted}. "
        f"Received: {dtype}, shape {tuple(images.shape)}."
    )
