"""Each weight works once at every place of the output."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.count_multiply_adds)
def count_multiply_adds(layers):
    def weights(layer):
        c, f = layer["input_shape"][-1], layer["output_shape"][-1]
        k = np.prod(layer.get("kernel_size", 1))
        return {
            "Dense": c * f,
            "Conv2D": k * c * f,
            "DepthwiseConv2D": k * c,
            "SeparableConv2D": k * c + c * f,
        }.get(layer["kind"], 0)

    return sum(weights(layer) * np.prod(layer["output_shape"][:-1], dtype=int) for layer in layers)
