"""Leaves out the input maps: takes a kernel for height times width.

Hint: For each number of the output the kernel reaches through all input maps.
Fails: a_kernel_works_at_every_place, the_places_are_those_of_the_output
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
            total += places * after[-1] * window
        elif kind == "SeparableConv2D":
            total += places * before[-1] * window + places * before[-1] * after[-1]
    return total
