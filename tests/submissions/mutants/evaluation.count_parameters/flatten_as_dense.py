"""Counts every layer that is not a convolution as a dense one.

Hint: Only the kinds of the list have weights. Pooling and Flatten just pass numbers on.
Fails: other_kinds_have_none
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.count_parameters)
def count_parameters(layers):
    total = 0
    for layer in layers:
        kind, c, f = layer["kind"], layer["input_shape"][-1], layer["output_shape"][-1]
        k = math.prod(layer.get("kernel_size", ()))
        if kind == "BatchNormalization":
            total += 4 * c
        elif kind == "DepthwiseConv2D":
            total += k * c
        elif kind == "SeparableConv2D":
            total += k * c + c * f
        else:
            total += k * c * f
        if layer.get("use_bias"):
            total += f
    return total
