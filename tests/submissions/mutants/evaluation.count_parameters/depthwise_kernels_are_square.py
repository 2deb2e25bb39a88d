"""Takes the kernels of depthwise and separable convolutions for squares.

Hint: kernel_size is (height, width), for these kinds as well: multiply the two.
Fails: a_kernel_need_not_be_square
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.count_parameters)
def count_parameters(layers):
    total = 0
    for layer in layers:
        kind, before, after = layer["kind"], layer["input_shape"][-1], layer["output_shape"][-1]
        if kind == "Dense":
            total += before * after
        elif kind == "Conv2D":
            total += math.prod(layer["kernel_size"]) * before * after
        elif kind == "DepthwiseConv2D":
            total += layer["kernel_size"][0] ** 2 * before
        elif kind == "SeparableConv2D":
            total += layer["kernel_size"][0] ** 2 * before + before * after
        elif kind == "BatchNormalization":
            total += 4 * before
            continue
        else:
            continue
        if layer["use_bias"]:
            total += after
    return total
