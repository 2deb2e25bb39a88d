"""Expects a kernel size of every layer.

Hint: Pooling, Flatten and dense layers have no "kernel_size". Ask for it only where the kind
has one.
Fails: other_kinds_have_none, a_dense_layer_has_a_weight_for_every_pair
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.count_parameters)
def count_parameters(layers):
    total = 0
    for layer in layers:
        kind, before, after = layer["kind"], layer["input_shape"], layer["output_shape"]
        window = math.prod(layer["kernel_size"])
        if kind == "Dense":
            total += before[-1] * after[-1]
        elif kind == "Conv2D":
            total += window * before[-1] * after[-1]
        elif kind == "DepthwiseConv2D":
            total += window * before[-1]
        elif kind == "SeparableConv2D":
            total += window * before[-1] + before[-1] * after[-1]
        elif kind == "BatchNormalization":
            total += 4 * before[-1]
        if kind in ("Dense", "Conv2D", "DepthwiseConv2D", "SeparableConv2D") and layer["use_bias"]:
            total += after[-1]
    return total
