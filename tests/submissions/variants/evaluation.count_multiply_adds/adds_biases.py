"""The bias as one more input."""

import math

from fashionlab import evaluation, solves


@solves(evaluation.count_multiply_adds)
def count_multiply_adds(layers):
    total = 0
    for row in layers:
        kind = row["kind"]
        b = 1 if row.get("use_bias", False) else 0
        c, f = row["input_shape"][-1], row["output_shape"][-1]
        k = math.prod(row.get("kernel_size", (1, 1)))
        n = math.prod(row["output_shape"])
        if kind in ("Dense", "Conv2D"):
            total += n * (k * c + b)
        elif kind == "DepthwiseConv2D":
            total += n * (k + b)
        elif kind == "SeparableConv2D":
            total += n // f * c * k + n * (c + b)
    return total
