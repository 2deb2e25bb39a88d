"""Batch normalization as one operation of TensorFlow while a model trains."""

import contextlib
import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from fashionlab.quiet import import_keras

if TYPE_CHECKING:
    import keras


@contextlib.contextmanager
def fused_normalization(model: "keras.Model") -> Iterator[None]:
    """Let a model's batch normalizations run as one operation each in training.

    Keras writes batch normalization as some twenty steps over the whole batch,
    there and back, in float32 whatever the model computes in. TensorFlow has it
    as one operation. `make bench-training` measures what that saves. Results
    differ by rounding alone. On other backends nothing is changed, and nothing
    on a GPU, where it was not measured.

    Args:
        model: Its batch normalizations of images run differently inside the
            block, and as before afterwards. Frozen ones, and subclasses of
            Keras's layer, are left alone.
    """
    changed = [layer for layer in _layers(model) if _fits(layer)] if _on_cpu() else []
    for layer in changed:
        layer.call = functools.partial(_call, layer, layer.call)
    try:
        yield
    finally:
        for layer in changed:
            del layer.call


def _on_cpu() -> bool:
    keras = import_keras()
    if keras.backend.backend() != "tensorflow":
        return False
    import tensorflow as tf

    return not tf.config.list_physical_devices("GPU")


def _layers(model: Any) -> list[Any]:
    """All layers, also those of models inside the model, each once."""
    found = {}
    for layer in model.layers:
        inside = _layers(layer) if hasattr(layer, "layers") else [layer]
        found.update({id(each): each for each in inside})
    return list(found.values())


def _fits(layer: Any) -> bool:
    """Whether it normalizes the last axis of (batch, height, width, channels)."""
    return (
        type(layer) is import_keras().layers.BatchNormalization
        and layer.built
        and layer.compute_dtype in ("float32", "bfloat16", "float16")
        and layer.gamma is not None
        and layer.beta is not None
        and layer.input_spec.ndim == 4
        and layer.axis in (-1, 3)
        and not getattr(layer, "renorm", False)
        and not getattr(layer, "synchronized", False)
    )


def _call(
    layer: Any, usual: Any, inputs: Any, training: bool | None = None, mask: Any = None
) -> Any:
    if not (training and layer.trainable) or mask is not None:
        return usual(inputs, training=training, mask=mask)
    import tensorflow as tf

    nothing = tf.zeros([0])  # no averages are read in training
    outputs, mean, variance, *_ = tf.raw_ops.FusedBatchNormV3(
        x=inputs,
        scale=layer.gamma,
        offset=layer.beta,
        mean=nothing,
        variance=nothing,
        epsilon=layer.epsilon,
        is_training=True,
    )
    # TensorFlow divides by n - 1, Keras by n.
    n = tf.cast(tf.size(inputs) // tf.shape(inputs)[-1], "float32")
    variance *= (n - 1) / n
    for average, now in ((layer.moving_mean, mean), (layer.moving_variance, variance)):
        average.assign(average * layer.momentum + now * (1 - layer.momentum))
    return outputs
