"""A base of three layers whose weights are laid down beforehand, to see what is built on it.

It runs on the learner's side, next to learner code.
"""

from collections.abc import Callable
from typing import Any

import numpy as np


def build_base(weights: list[np.ndarray], image_size: int) -> Any:
    """Build a convolution with stride 2, a batch normalization and ReLU.

    Args:
        weights: Kernels (3, 3, 3, maps) and biases of the convolution; factors,
            shifts, means and variances of the normalization.
        image_size: Height and width of the images.
    """
    import keras

    # Not Sequential: like the bases of keras.applications it has an input and an output.
    image = keras.Input((image_size, image_size, 3))
    x = keras.layers.Conv2D(weights[0].shape[-1], 3, strides=2)(image)
    x = keras.layers.BatchNormalization()(x)
    base = keras.Model(image, keras.layers.ReLU()(x), name="small_base")
    base.set_weights(weights)
    return base


def build_on(
    base: dict[str, Any], kwargs: dict[str, Any], build: Callable[..., Any]
) -> tuple[Any, Any]:
    """Let a solution build on a fresh base.

    Args:
        base: `"weights"`, `"image_size"`, and `"scale"`: factor and offset of the
            scaling that the model is given, or None for no scaling.
        kwargs: Further arguments.
        build: Takes the base and keyword arguments, returns a model.

    Returns:
        The base and the model.
    """
    body = build_base(base["weights"], base["image_size"])
    if base["scale"] is not None:
        factor, offset = base["scale"]
        kwargs = {**kwargs, "scale": lambda images: images * factor + offset}
    return body, build(base=body, **kwargs)


def train_head(model: Any, images: np.ndarray, labels: np.ndarray, epochs: int) -> list[float]:
    """Train what can be trained.

    Returns:
        The loss of each epoch; empty where nothing in the model can be trained.
    """
    import keras

    model(images[:2])  # a model with a call of its own has no variables before
    if not model.trainable_variables:
        return []
    # Compiling with XLA would take longer than the training.
    model.compile(
        optimizer=keras.optimizers.Adam(0.05),
        loss="sparse_categorical_crossentropy",
        jit_compile=False,
    )
    history = model.fit(images, labels, epochs=epochs, batch_size=32, verbose=0)
    return [float(loss) for loss in history.history["loss"]]
