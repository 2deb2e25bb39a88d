"""Takes every kernel for a square.

Hint: kernel_size has two numbers, height and width. Multiply them, do not square one.
Fails: a_kernel_need_not_be_square
"""

from fashionlab import evaluation, solves


@solves(evaluation.count_parameters)
def count_parameters(layers):
    total = 0
    for layer in layers:
        kind, before, after = layer["kind"], layer["input_shape"], layer["output_shape"]
        window = layer.get("kernel_size", (0, 0))[0] ** 2
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
