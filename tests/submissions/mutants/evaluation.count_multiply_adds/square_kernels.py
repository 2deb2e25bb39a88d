"""Takes every kernel for a square.

Hint: kernel_size has two numbers, height and width. Multiply them, do not square one.
Fails: a_kernel_of_2x5_has_ten_places
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.count_multiply_adds)
def count_multiply_adds(layers):
    total = 0
    for layer in layers:
        kind, before, after = layer["kind"], layer["input_shape"], layer["output_shape"]
        window = layer.get("kernel_size", (0, 0))[1] ** 2
        places = math.prod(after[:-1])
        if kind == "Dense":
            total += before[-1] * after[-1]
        elif kind == "Conv2D":
            total += places * after[-1] * window * before[-1]
        elif kind == "DepthwiseConv2D":
            total += places * after[-1] * window
        elif kind == "SeparableConv2D":
            total += places * before[-1] * window + places * before[-1] * after[-1]
    return total
