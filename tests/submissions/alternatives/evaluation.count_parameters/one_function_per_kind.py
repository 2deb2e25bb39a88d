"""A table with a function for each kind."""

from fashionlab import evaluation, solves


@solves(evaluation.count_parameters)
def count_parameters(layers):
    def maps(row):
        return row["input_shape"][-1], row["output_shape"][-1]

    def dense(row):
        before, after = maps(row)
        return (before + row["use_bias"]) * after

    def convolution(row):
        before, after = maps(row)
        height, width = row["kernel_size"]
        return (height * width * before + row["use_bias"]) * after

    def depthwise(row):
        height, width = row["kernel_size"]
        return (height * width + row["use_bias"]) * maps(row)[0]

    def separable(row):
        before, after = maps(row)
        height, width = row["kernel_size"]
        return height * width * before + (before + row["use_bias"]) * after

    rules = {
        "Dense": dense,
        "Conv2D": convolution,
        "DepthwiseConv2D": depthwise,
        "SeparableConv2D": separable,
        "BatchNormalization": lambda row: 4 * maps(row)[0],
    }
    return sum(rules.get(row["kind"], lambda row: 0)(row) for row in layers)
