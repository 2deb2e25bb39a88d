"""Counts one kernel for the layer instead of one for each output map.

Hint: Each output map has a kernel of its own. How many output maps are there?
Fails: a_kernel_reaches_through_all_maps, a_kernel_need_not_be_square
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
        elif kind == "Conv2D" or kind == "DepthwiseConv2D":
            total += window * before[-1]
        elif kind == "SeparableConv2D":
            total += window * before[-1] + before[-1] * after[-1]
        elif kind == "BatchNormalization":
            total += 4 * before[-1]
        if kind in ("Dense", "Conv2D", "DepthwiseConv2D", "SeparableConv2D") and layer["use_bias"]:
            total += after[-1]
    return total
