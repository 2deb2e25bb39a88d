"""Ask a trained model, once or from several points of view."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from fashionlab import pipelines
from fashionlab.errors import InvalidArgument
from fashionlab.training.inputs import image_shape

if TYPE_CHECKING:
    import keras


def predict(
    model: "keras.Model",
    images: np.ndarray,
    *,
    batch_size: int = 256,
    flip: bool = False,
    shift: int = 0,
) -> np.ndarray:
    """Return the model's probabilities.

    With `flip` or `shift` every image is shown several times, mirrored or
    moved, and the mean of the probabilities is returned (test-time
    augmentation): slower, and often a little more accurate.

    Args:
        model: A classifier.
        images: Stored images: uint8 in [0, 255], shape (n, height, width[,
            channels]). Or floats, which go into the model as they are.
        batch_size: Images per step; changes memory and speed, not the result.
        flip: Whether to show each image mirrored, left for right, too.
        shift: Pixels, an int >= 0. Above 0, each image is also shown moved by
            so many pixels up, down, left and right.

    Returns:
        float32 array of shape (n, num_classes).

    Raises:
        InvalidArgument: If `shift` is negative or not smaller than the image,
            or inputs without height and width are to be mirrored or moved.
    """
    _check(images, flip, shift)
    total: np.ndarray | None = None
    count = 0
    for view in _views(images, flip, shift):
        probabilities = _once(model, view, batch_size)
        total = probabilities if total is None else total + probabilities
        count += 1
    assert total is not None
    return total if count == 1 else (total / count).astype(np.float32)


def _check(images: np.ndarray, flip: bool, shift: int) -> None:
    if not (flip or shift):
        return
    if images.ndim not in (3, 4):
        raise InvalidArgument(
            "Only images can be mirrored or moved. Expected shape (n, height, width[, channels]). "
            f"Received: {images.shape}."
        )
    if not 0 <= shift < min(images.shape[1:3]):
        raise InvalidArgument(
            f"Expected 0 <= shift < {min(images.shape[1:3])}, the size of the images in pixels. "
            f"Received: shift={shift!r}."
        )


def _views(images: np.ndarray, flip: bool, shift: int) -> Iterator[np.ndarray]:
    moves = [(0, 0)]
    if shift:
        moves += [(shift, 0), (-shift, 0), (0, shift), (0, -shift)]
    for rows, columns in moves:
        moved = (
            pipelines.shift_images(images, rows=rows, columns=columns)
            if rows or columns
            else images
        )
        yield moved
        if flip:
            yield moved[:, :, ::-1]


def _once(model: "keras.Model", images: np.ndarray, batch_size: int) -> np.ndarray:
    if images.dtype.kind == "f":
        inputs = np.ascontiguousarray(images, dtype=np.float32)
        answers = model.predict(inputs, batch_size=batch_size, verbose=0)
    else:
        prepare = pipelines.prepare_for(image_shape(model, images))
        batches = pipelines.make_dataset(images, batch_size=batch_size, preprocess=prepare)
        answers = model.predict(pipelines.without_tuning(batches), verbose=0)
    return np.asarray(answers, dtype=np.float32)
