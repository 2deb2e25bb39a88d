"""How much a model multiplies, from the shapes of its layers."""

from collections.abc import Sequence
from typing import Any

from fashionlab.tasks import stub


@stub("ch07_cost", number=2, points=3)
def count_multiply_adds(layers: Sequence[dict[str, Any]]) -> int:
    """Count the multiply-adds of a model for one image.

    A multiply-add is one multiplication by a weight and the addition of the
    product to a sum. Only these count: no bias, no activation, no pooling.
    (As floating-point operations, FLOPs, each counts 2.)

    With "maps" for the last number of a shape, (28, 28, 3) has 3 of them, and
    "places" for the others, here 28 times 28:

    - "Dense": each output needs one for each input. A Dense layer here takes and
      gives (numbers,).
    - "Conv2D": each number of the output, at every place of every map, needs
      as many as its kernel has weights: the kernel's height times its width
      times the input maps.
    - "DepthwiseConv2D": each number of the output needs the kernel's height
      times its width. As many maps come out as go in.
    - "SeparableConv2D": first a depthwise part that makes as many maps as come
      in, at the places of the output; then a convolution with a kernel of 1x1
      on these.
    - Any other kind, "BatchNormalization" and "MaxPooling2D" too, counts 0.

    Each row counts, also where two rows are the same layer.

    Args:
        layers: List of dicts, one for each layer, as `describe_layers` makes
            them. Each has `"kind"`, a text; `"input_shape"` and
            `"output_shape"`, tuples of ints without the batch: (height, width,
            maps), or (numbers,) after Flatten. Dense layers and convolutions
            have `"use_bias"`, a bool; convolutions have `"kernel_size"`, a
            tuple of two ints (height, width). It may be empty. The rows stay as
            they are.

    Returns:
        The number of multiply-adds of all layers together, an int of at least 0.
    """
