"""A model written down as rows of plain data, one for each layer."""

from typing import TYPE_CHECKING, Any

import numpy as np

from fashionlab.evaluation.inputs import input_shape_of
from fashionlab.evaluation.tapping import parts_of, tapped
from fashionlab.quiet import import_keras

if TYPE_CHECKING:
    import keras

Shape = tuple[int, ...]


def describe_layers(model: "keras.Model") -> list[dict[str, Any]]:
    """Write a model down as plain data, one dict for each layer, in the order they work.

    These rows are what the tasks `evaluation.count_parameters` and
    `evaluation.count_multiply_adds` take. A layer that is used twice has two
    rows.

    Args:
        model: A built model with one input.

    Returns:
        List of dicts:
        `"name"`: the layer's name;
        `"kind"`: its class in Keras, such as "Conv2D";
        `"input_shape"` and `"output_shape"`: tuples of ints without the batch,
        such as (28, 28, 1);
        `"kernel_size"`: for convolutions, a tuple of ints (height, width);
        `"use_bias"`: True or False, for layers with weights.

    Raises:
        InvalidArgument: If the model is not built or takes images of any size.
    """
    return [_row(part, inputs, output) for part, inputs, output in calls_of(model)]


def _row(part: Any, inputs: list[Shape], output: Shape) -> dict[str, Any]:
    row = {
        "name": part.name,
        "kind": type(part).__name__,
        "input_shape": inputs[0][1:] if inputs else (),
        "output_shape": output[1:],
    }
    if hasattr(part, "kernel_size"):
        row["kernel_size"] = tuple(part.kernel_size)
    if hasattr(part, "use_bias"):
        row["use_bias"] = bool(part.use_bias)
    return row


def calls_of(model: "keras.Model") -> list[tuple[Any, list[Shape], Shape]]:
    """Send one image through a model and note who is called, in order.

    Args:
        model: A built model with one input.

    Returns:
        List of (layer or operation, shapes of its inputs, shape of its output),
        batch first. The last is () where nothing with a shape came out.

    Raises:
        InvalidArgument: If the model is not built or takes images of any size.
    """
    keras = import_keras()
    calls: list[tuple[Any, list[Shape], Shape]] = []

    def note(part: Any, args: Any, kwargs: Any, compute: Any) -> Any:
        output = compute(*args, **kwargs)
        calls.append((part, _shapes([args, kwargs]), (_shapes(output) or [()])[0]))
        return output

    image = np.zeros((1, *input_shape_of(model)), dtype=np.float32)
    with tapped(parts_of(model), note):
        model(keras.ops.convert_to_tensor(image), training=False)
    return calls


def _shapes(values: Any) -> list[Shape]:
    """Shapes of the tensors among arguments, however deep they lie in lists."""
    keras = import_keras()
    found = keras.tree.flatten(values)
    return [tuple(map(int, value.shape)) for value in found if hasattr(value, "shape")]
