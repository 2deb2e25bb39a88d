"""A table with a function for each kind; a separable layer is two others."""

from fashionlab import evaluation, solves


@solves(evaluation.count_multiply_adds)
def count_multiply_adds(layers):
    def convolution(before, after, kernel):
        height, width, maps = after
        return height * width * maps * kernel[0] * kernel[1] * before[2]

    def depthwise(after, kernel):
        return after[0] * after[1] * after[2] * kernel[0] * kernel[1]

    def separable(before, after, kernel):
        between = (after[0], after[1], before[2])
        return depthwise(between, kernel) + convolution(between, after, (1, 1))

    total = 0
    for layer in layers:
        before, after = layer["input_shape"], layer["output_shape"]
        kind = layer["kind"]
        if kind == "Dense":
            total += before[0] * after[0]
        elif kind == "Conv2D":
            total += convolution(before, after, layer["kernel_size"])
        elif kind == "DepthwiseConv2D":
            total += depthwise(after, layer["kernel_size"])
        elif kind == "SeparableConv2D":
            total += separable(before, after, layer["kernel_size"])
    return total
