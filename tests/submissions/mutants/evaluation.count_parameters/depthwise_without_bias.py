"""Forgets the biases of a depthwise convolution.

Hint: DepthwiseConv2D has one bias per map, if use_bias is True.
Fails: a_depthwise_kernel_covers_one_map
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.count_parameters)
def count_parameters(layers):
    t = 0
    for r in layers:
        i, o, k, b = r["input_shape"][-1], r["output_shape"][-1], math.prod(r.get("kernel_size", (1,))), r.get("use_bias", False)
        t += {"Dense": i * o + o * b, "Conv2D": k * i * o + o * b, "DepthwiseConv2D": k * i, "SeparableConv2D": k * i + i * o + o * b, "BatchNormalization": 4 * o}.get(r["kind"], 0)
    return t
