"""Counts the places of the output and forgets that there are several maps.

Hint: The output has height * width * maps numbers, and each has to be worked out.
Fails: a_kernel_works_at_every_place, a_depthwise_number_looks_at_one_map
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
            total += places * window * before[-1]
        elif kind == "DepthwiseConv2D":
            total += places * window
        elif kind == "SeparableConv2D":
            total += places * before[-1] * window + places * before[-1] * after[-1]
    return total
