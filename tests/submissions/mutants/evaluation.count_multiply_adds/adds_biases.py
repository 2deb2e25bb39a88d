"""Adds one for the bias of each number of the output.

Hint: A bias is added without any multiplication. Only multiply-adds count here.
Fails: a_dense_layer_multiplies_every_pair, a_kernel_works_at_every_place
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.count_multiply_adds)
def count_multiply_adds(layers):
    total = 0
    for layer in layers:
        kind, before, after = layer["kind"], layer["input_shape"], layer["output_shape"]
        window = math.prod(layer.get("kernel_size", ()))
        places = math.prod(after[:-1])
        if kind == "Dense":
            total += before[-1] * after[-1]
        elif kind == "Conv2D":
            total += places * after[-1] * window * before[-1]
        elif kind == "DepthwiseConv2D":
            total += places * after[-1] * window
        elif kind == "SeparableConv2D":
            total += places * before[-1] * window + places * before[-1] * after[-1]
        if kind in ("Dense", "Conv2D", "DepthwiseConv2D", "SeparableConv2D") and layer["use_bias"]:
            total += math.prod(after)
    return total
