"""Multiplication and addition one by one."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.count_multiply_adds)
def count_multiply_adds(layers):
    def one(row):
        kind, c, out = row["kind"], row["input_shape"][-1], row["output_shape"]
        if kind == "Dense":
            return c * out[0]
        if kind not in ("Conv2D", "DepthwiseConv2D", "SeparableConv2D"):
            return 0
        k = row["kernel_size"][0] * row["kernel_size"][1]
        if kind == "Conv2D":
            return np.prod(out) * k * c
        if kind == "DepthwiseConv2D":
            return np.prod(out) * k
        return out[0] * out[1] * c * (k + out[2])

    return int(sum(2 * one(row) for row in layers))
