"""gamma and beta."""

import math

from fashionlab import evaluation, solves


@solves(evaluation.count_parameters)
def count_parameters(layers):
    rules = {
        "Dense": lambda c, f, k, b: (c + b) * f,
        "Conv2D": lambda c, f, k, b: (k * c + b) * f,
        "DepthwiseConv2D": lambda c, f, k, b: (k + b) * c,
        "SeparableConv2D": lambda c, f, k, b: k * c + (c + b) * f,
        "BatchNormalization": lambda c, f, k, b: c + c,
    }
    total = 0
    for row in layers:
        if row["kind"] in rules:
            k = math.prod(row.get("kernel_size", (1, 1)))
            c, f = row["input_shape"][-1], row["output_shape"][-1]
            total += rules[row["kind"]](c, f, k, bool(row.get("use_bias")))
    return total
