"""Makes the arrays that a layer keeps, with NumPy, and adds up their sizes."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.count_parameters)
def count_parameters(layers):
    arrays = []
    for layer in layers:
        c, f = layer["input_shape"][-1], layer["output_shape"][-1]
        match layer["kind"]:
            case "Dense":
                arrays.append(np.empty((c, f)))
            case "Conv2D":
                arrays.append(np.empty((*layer["kernel_size"], c, f)))
            case "DepthwiseConv2D":
                arrays.append(np.empty((*layer["kernel_size"], c)))
            case "SeparableConv2D":
                arrays += [np.empty((*layer["kernel_size"], c)), np.empty((c, f))]
            case "BatchNormalization":
                arrays.append(np.empty((4, c)))
            case _:
                continue
        if layer.get("use_bias"):
            arrays.append(np.empty(f))
    return sum(array.size for array in arrays)
