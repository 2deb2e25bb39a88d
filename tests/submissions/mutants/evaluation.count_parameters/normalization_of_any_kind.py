"""Takes every kind of normalization for batch normalization.

Hint: The exercise lists "BatchNormalization" alone; any other kind counts 0, whatever it holds in Keras. Compare whole names.
Fails: other_kinds_have_none
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.count_parameters)
def count_parameters(layers):
    total = 0
    for layer in layers:
        kind, before, after = layer["kind"], layer["input_shape"][-1], layer["output_shape"][-1]
        window = math.prod(layer.get("kernel_size", ()))
        weights = {
            "Dense": before * after,
            "Conv2D": window * before * after,
            "DepthwiseConv2D": window * before,
            "SeparableConv2D": window * before + before * after,
        }
        if kind in weights:
            total += weights[kind] + after * layer["use_bias"]
        elif kind.endswith("Normalization"):
            total += 4 * before
    return total
