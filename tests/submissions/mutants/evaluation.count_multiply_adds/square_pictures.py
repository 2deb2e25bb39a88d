"""Takes every picture for a square.

Hint: Height and width may differ. Multiply the two, do not square one.
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
        places = after[0] ** 2
        if kind == "Dense":
            total += before[-1] * after[-1]
        elif kind == "Conv2D":
            total += places * after[-1] * window * before[-1]
        elif kind == "DepthwiseConv2D":
            total += places * after[-1] * window
        elif kind == "SeparableConv2D":
            total += places * before[-1] * window + places * before[-1] * after[-1]
    return total
