"""A network of three small layers that is trained in two phases, and watched meanwhile.

It runs on the learner's side, next to learner code.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from fashionlab.plain import to_plain

Frame = dict[str, Any]


def build(weights: list[np.ndarray]) -> tuple[Any, Any]:
    """Build a frozen base of two dense layers with tanh, and a dense head with softmax.

    Args:
        weights: The kernel of each of the three layers; they have no biases.

    Returns:
        The base and the whole model, which is not compiled.
    """
    from fashionlab.quiet import import_keras

    keras = import_keras()

    def dense(kernel: np.ndarray, activation: str) -> Any:
        return keras.layers.Dense(kernel.shape[1], activation=activation, use_bias=False)

    inputs = len(weights[0])
    rows = keras.Input((inputs,))
    lower, upper = dense(weights[0], "tanh"), dense(weights[1], "tanh")
    base = keras.Model(rows, upper(lower(rows)), name="small_base")
    base.trainable = False
    # Compiling with XLA, which Keras does by itself, would take longer than the training.
    lower.supports_jit = False
    images = keras.Input((inputs,))
    model = keras.Model(images, dense(weights[2], "softmax")(base(images)))
    model.set_weights(weights)
    fit = model.fit

    def fit_built(*args: Any, **kwargs: Any) -> Any:
        """As `fit`, with Adam's variables made before: else the first step is traced twice."""
        optimizer = getattr(model, "optimizer", None)
        if optimizer is not None and not optimizer.built:
            optimizer.build(model.trainable_variables)
        return fit(*args, **kwargs)

    model.fit = fit_built
    return base, model


def train_by(run: Frame, fine_tune: Callable[..., Any]) -> Frame:
    """Let a solution train a fresh network, and note what it is like at the thaw.

    Args:
        run: See `questions.train_in_phases`.
        fine_tune: A solution of `training.fine_tune`.

    Returns:
        As `questions.train_in_phases` says.
    """
    import tensorflow as tf

    base, model = build(run["weights"])
    at_thaw: list[list[np.ndarray]] = []

    def thaw() -> None:
        if not at_thaw:
            at_thaw.append(_weights(model))
        base.layers[-1].trainable = True

    batches = tf.data.Dataset.from_tensor_slices((run["images"], run["labels"]))
    batches = batches.batch(run["batch_size"])
    value = to_plain(fine_tune(model, thaw, batches, **run["kwargs"]))
    return {
        "value": value,
        "at_thaw": at_thaw[0] if at_thaw else [],
        "at_the_end": _weights(model),
    }


def _weights(model: Any) -> list[np.ndarray]:
    return [np.array(weight, np.float32) for weight in model.get_weights()]
