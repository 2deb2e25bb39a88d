"""Counts the weights once, as if each worked at one place only.

Hint: The kernel works at every place of the output: multiply by its height and width.
Fails: a_kernel_works_at_every_place, the_places_are_those_of_the_output,
a_depthwise_number_looks_at_one_map, both_steps_of_a_separable_count
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.count_multiply_adds)
def count_multiply_adds(layers):
    total = 0
    for layer in layers:
        kind, before, after = layer["kind"], layer["input_shape"], layer["output_shape"]
        window = math.prod(layer.get("kernel_size", ()))
        places = 1
        if kind == "Dense":
            total += before[-1] * after[-1]
        elif kind == "Conv2D":
            total += places * after[-1] * window * before[-1]
        elif kind == "DepthwiseConv2D":
            total += places * after[-1] * window
        elif kind == "SeparableConv2D":
            total += places * before[-1] * window + places * before[-1] * after[-1]
    return total
