"""The first layer, and then the rest; numbers as NumPy has them."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.count_parameters)
def count_parameters(layers):
    if len(layers) == 0:
        return 0
    first, *rest = layers
    kind = first["kind"]
    inputs, outputs = first["input_shape"][-1], first["output_shape"][-1]
    here = 0
    if kind == "BatchNormalization":
        here = inputs * 4
    elif kind in ("Dense", "Conv2D", "DepthwiseConv2D", "SeparableConv2D"):
        places = np.prod(first["kernel_size"]) if "Conv" in kind else 1
        here = outputs if first["use_bias"] else 0
        if kind in ("Dense", "Conv2D"):
            here += places * inputs * outputs
        if kind in ("DepthwiseConv2D", "SeparableConv2D"):
            here += places * inputs
        if kind == "SeparableConv2D":
            here += inputs * outputs
    return here + count_parameters(rest)
