"""Stops with an error at a kind that is not in its table.

Hint: Any other kind counts 0: table.get(kind, 0), or an `else`.
Fails: other_kinds_have_none
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.count_parameters)
def count_parameters(layers):
    t = 0
    for r in layers:
        i, o, k, b = r["input_shape"][-1], r["output_shape"][-1], math.prod(r.get("kernel_size", (1,))), r.get("use_bias", False)
        t += {"Dense": i * o + o * b, "Conv2D": k * i * o + o * b, "DepthwiseConv2D": k * i + o * b, "SeparableConv2D": k * i + i * o + o * b, "BatchNormalization": 4 * o, "MaxPooling2D": 0, "Flatten": 0, "Dropout": 0, "InputLayer": 0, "GlobalAveragePooling2D": 0}[r["kind"]]
    return t
