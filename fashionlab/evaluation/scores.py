"""A classifier's scores before the softmax, though the model ends in probabilities."""

from typing import Any

import numpy as np

from fashionlab.quiet import import_keras

# Below the smallest normal float32 a logarithm would be -inf.
_SMALLEST = 1.2e-38


def find_softmax(steps: list[tuple[Any, Any]], answer: Any) -> Any:
    """Return the part of a model that turns its scores into probabilities.

    Args:
        steps: The parts of the model and their outputs, from `tapping.survey`.
        answer: What the model answered.

    Returns:
        A softmax layer or operation, or a dense layer with that activation, whose
        output is the model's; None where there is none.
    """
    keras = import_keras()
    part, output = steps[-1]
    if not (_is_softmax(part) or _is_dense_softmax(part)):
        return None
    # Code of the model's own may come after its last part.
    same = np.array_equal(keras.ops.convert_to_numpy(output), keras.ops.convert_to_numpy(answer))
    return part if same else None


def scores_before(softmax: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Return the scores that a part found by `find_softmax` would turn into probabilities.

    Args:
        softmax: The part.
        args: What it is called with.
        kwargs: What it is called with by name.
    """
    keras = import_keras()
    inputs = args[0] if args else next(iter(kwargs.values()))
    if _is_softmax(softmax):
        return keras.ops.cast(inputs, "float32")
    scores = keras.ops.matmul(keras.ops.cast(inputs, "float32"), softmax.kernel)
    return keras.ops.add(scores, softmax.bias) if softmax.use_bias else scores


def scores_from(probabilities: Any) -> Any:
    """Return scores that give these probabilities: logarithms, their mean taken off.

    They differ from the model's own by what its scores have in common, which a
    softmax ignores.

    Args:
        probabilities: Tensor of shape (batch, num_classes), at least 0.
    """
    keras = import_keras()
    rows = keras.ops.maximum(keras.ops.cast(probabilities, "float32"), _SMALLEST)
    logarithms = keras.ops.log(rows)
    return logarithms - keras.ops.mean(logarithms, axis=-1, keepdims=True)


def _is_softmax(part: Any) -> bool:
    keras = import_keras()
    if isinstance(part, keras.layers.Activation):
        return part.activation is keras.activations.softmax
    if isinstance(part, keras.layers.Softmax):
        return True
    return type(part).__name__ == "Softmax" and type(part).__module__.startswith("keras.")


def _is_dense_softmax(part: Any) -> bool:
    keras = import_keras()
    # A subclass may compute something else.
    plain = type(part) is keras.layers.Dense and part.quantization_mode is None
    return plain and part.activation is keras.activations.softmax
