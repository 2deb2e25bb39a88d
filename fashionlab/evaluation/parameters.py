"""How many numbers a model holds, from the shapes of its layers."""

from collections.abc import Sequence
from typing import Any

from fashionlab.tasks import stub


@stub("ch07_cost", number=1, points=3)
def count_parameters(layers: Sequence[dict[str, Any]]) -> int:
    """Count the parameters of a model from a description of its layers.

    With "maps" for the last number of a shape, (28, 28, 3) has 3 of them:

    - "Dense": one weight from each input to each output; one bias per output. A
      Dense layer here takes and gives (numbers,).
    - "Conv2D": each output map has one kernel, which covers the kernel's
      height times its width times *all* input maps; one bias per output map.
    - "DepthwiseConv2D": each map has a kernel of its own, which covers that
      map alone; one bias per map. As many maps come out as go in.
    - "SeparableConv2D": such a depthwise part without bias, and then a
      convolution with a kernel of 1x1; one bias per output map.
    - "BatchNormalization": four numbers per map: a factor and a shift, which
      are learned, a mean and a variance, which are stored.
    - Any other kind counts 0 here, "MaxPooling2D" or "Flatten" for example, and
      kinds this chapter does not use, whatever they hold in Keras.

    Without bias (`"use_bias"` is False) the biases are left out. Each row counts,
    also where two rows are the same layer.

    Args:
        layers: List of dicts, one for each layer, as `describe_layers` makes
            them. Each has `"kind"`, a text; `"input_shape"` and
            `"output_shape"`, tuples of ints without the batch: (height, width,
            maps), or (numbers,) after Flatten. Dense layers and convolutions
            have `"use_bias"`, a bool; convolutions have `"kernel_size"`, a
            tuple of two ints (height, width). It may be empty. The rows stay as
            they are.

    Returns:
        The number of parameters of all layers together, an int of at least 0.
    """
