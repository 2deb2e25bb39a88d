"""What a model takes, and whether it gets it."""

from typing import TYPE_CHECKING, Any

import numpy as np

from fashionlab.errors import InvalidArgument

if TYPE_CHECKING:
    import keras

# What resizing with anything but straight lines may overshoot.
_SLACK = 0.1


def input_shape_of(model: "keras.Model") -> tuple[int, ...]:
    """Return the shape of one image as a model takes it: (height, width, channels).

    Raises:
        InvalidArgument: If the model is not built, has several inputs, or takes any size.
    """
    shape = getattr(model, "input_shape", None) if model.built else None
    if shape is None and model.built:
        # A subclassed model knows only what it was built with.
        shape = (model.get_build_config() or {}).get("input_shape")
    if shape is None:
        raise InvalidArgument(
            f"Expected a built model with one input. Received: {model.name!r}, which is not "
            "built or does not know its input. Build it from keras.Input, or call it once."
        )
    if isinstance(shape, list | dict) or None in shape[1:]:
        raise InvalidArgument(
            "Expected a model with one input of a fixed size. "
            f"Received: {model.name!r} with input shape {shape}. "
            "Give keras.Input the height, width and channels."
        )
    return tuple(shape[1:])


def checked_images(model: "keras.Model", images: Any) -> np.ndarray:
    """Return images as a model takes them, or say what is wrong with them.

    Args:
        model: A built model with one input.
        images: Float array or tensor in [0, 1], shape (n, height, width, channels).

    Returns:
        float32 array of the same shape.

    Raises:
        InvalidArgument: If the size, the type or the range is another.
    """
    expected = input_shape_of(model)
    array: np.ndarray = np.asarray(images)
    if array.ndim != len(expected) + 1 or array.shape[1:] != expected or not len(array):
        raise InvalidArgument(
            f"Expected images of shape (n, {', '.join(map(str, expected))}), as the model takes "
            f"them. Received: shape {array.shape}. For one image, add an axis: image[np.newaxis]."
        )
    is_float = np.issubdtype(array.dtype, np.floating)
    if not is_float or array.min() < -_SLACK or array.max() > 1 + _SLACK:
        raise InvalidArgument(
            "Expected float images in [0, 1], as the model takes them. "
            f"Received: {array.dtype} from {array.min():.6g} to {array.max():.6g}. "
            "pipelines.prepare_for(model.input_shape) prepares stored images."
        )
    return np.asarray(array, dtype=np.float32)
