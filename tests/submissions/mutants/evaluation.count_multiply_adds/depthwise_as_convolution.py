"""Counts a depthwise convolution as an ordinary one.

Hint: Each number of its output is made from a single map. Leave the input maps out.
Fails: a_depthwise_number_looks_at_one_map
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
        elif kind == "Conv2D" or kind == "DepthwiseConv2D":
            total += places * after[-1] * window * before[-1]
        elif kind == "SeparableConv2D":
            total += places * before[-1] * window + places * before[-1] * after[-1]
    return total
