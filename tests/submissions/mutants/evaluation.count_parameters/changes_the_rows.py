"""Changes what was passed in.

Hint: The caller still needs the rows. `for layer in layers` and layer.get() leave them as they
are; pop() does not.
Fails: leaves_the_rows_as_they_are
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.count_parameters)
def count_parameters(layers):
    total = 0
    while layers:
        layer = layers.pop()
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
        if kind in ("Dense", "Conv2D", "DepthwiseConv2D", "SeparableConv2D") and layer["use_bias"]:
            total += after[-1]
    return total
