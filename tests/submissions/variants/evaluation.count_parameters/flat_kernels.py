"""One 3x3 patch per filter."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.count_parameters)
def count_parameters(layers):
    n = 0
    for row in layers:
        c, f = row["input_shape"][-1], row["output_shape"][-1]
        b = int(row.get("use_bias", 0))
        match row["kind"]:
            case "Dense":
                n += (c + b) * f
            case "Conv2D":
                n += (np.prod(row["kernel_size"]) + b) * f
            case "DepthwiseConv2D":
                n += (np.prod(row["kernel_size"]) + b) * c
            case "SeparableConv2D":
                n += np.prod(row["kernel_size"]) * c + (c + b) * f
            case "BatchNormalization":
                n += 4 * c
    return int(n)
