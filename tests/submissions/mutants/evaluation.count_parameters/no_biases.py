"""Counts the weights and forgets the biases.

Hint: Each output of a dense layer, and each output map of a convolution, has a bias of its own.
Fails: a_dense_layer_has_a_weight_for_every_pair, a_kernel_reaches_through_all_maps,
a_depthwise_kernel_covers_one_map, a_separable_convolution_is_two_steps, adds_up_all_parameters
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.count_parameters)
def count_parameters(layers):
    total = 0
    for layer in layers:
        kind, before, after = layer["kind"], layer["input_shape"], layer["output_shape"]
        window = math.prod(layer.get("kernel_size", ()))
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
    return total
