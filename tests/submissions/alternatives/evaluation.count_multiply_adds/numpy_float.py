"""One product of factors for each layer, in floats, rounded at the end."""

import math

from fashionlab import evaluation, solves


@solves(evaluation.count_multiply_adds)
def count_multiply_adds(layers):
    total = 0.0
    for layer in layers:
        kind = layer["kind"]
        outputs = math.prod(layer["output_shape"])
        inputs = float(layer["input_shape"][-1])
        area = math.prod(layer.get("kernel_size", (1,)))
        if kind in ("Dense", "Conv2D"):
            total += outputs * area * inputs
        if kind == "DepthwiseConv2D":
            total += outputs * area
        if kind == "SeparableConv2D":
            # area for the first step, shared by all output maps; 1 for each of them.
            total += outputs * inputs * (area / layer["output_shape"][-1] + 1)
    return round(total)
