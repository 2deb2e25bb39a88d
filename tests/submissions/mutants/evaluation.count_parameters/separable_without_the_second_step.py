"""Counts only the depthwise part of a separable convolution.

Hint: After the depthwise part a 1x1 convolution mixes the maps: input maps * output maps
weights more.
Fails: a_separable_convolution_is_two_steps
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.count_parameters)
def count_parameters(layers):
    total = 0
    for layer in layers:
        kind, before, after = layer["kind"], layer["input_shape"], layer["output_shape"]
        window = math.prod(layer.get("kernel_size", ()))
        if kind == "Dense":
            total += before[-1] * after[-1]
        elif kind == "Conv2D":
            total += window * before[-1] * after[-1]
        elif kind == "DepthwiseConv2D" or kind == "SeparableConv2D":
            total += window * before[-1]
        elif kind == "BatchNormalization":
            total += 4 * before[-1]
        if kind in ("Dense", "Conv2D", "DepthwiseConv2D", "SeparableConv2D") and layer["use_bias"]:
            total += after[-1]
    return total
