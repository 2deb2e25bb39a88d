"""Takes the kernels of depthwise and separable convolutions for 3 by 3.

Hint: kernel_size is (height, width), for these kinds as well: multiply the two.
Fails: a_kernel_of_2x5_has_ten_places
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.count_multiply_adds)
def count_multiply_adds(layers):
    total = 0
    for layer in layers:
        kind, before, after = layer["kind"], layer["input_shape"][-1], layer["output_shape"][-1]
        places = math.prod(layer["output_shape"][:-1])
        if kind == "Dense":
            total += before * after
        elif kind == "Conv2D":
            total += places * after * math.prod(layer["kernel_size"]) * before
        elif kind == "DepthwiseConv2D":
            total += places * after * 9
        elif kind == "SeparableConv2D":
            total += places * before * (9 + after)
    return total
