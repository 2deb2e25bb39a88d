"""Builds every layer with Keras and counts the numbers in its weights."""

import keras

from fashionlab import evaluation, solves


@solves(evaluation.count_parameters)
def count_parameters(layers):
    def built(row):
        outputs, kernel = row["output_shape"][-1], row.get("kernel_size")
        bias = row.get("use_bias", True)
        if row["kind"] == "Dense":
            layer = keras.layers.Dense(outputs, use_bias=bias)
        elif row["kind"] == "Conv2D":
            layer = keras.layers.Conv2D(outputs, kernel, use_bias=bias)
        elif row["kind"] == "DepthwiseConv2D":
            layer = keras.layers.DepthwiseConv2D(kernel, use_bias=bias)
        elif row["kind"] == "SeparableConv2D":
            layer = keras.layers.SeparableConv2D(outputs, kernel, use_bias=bias)
        elif row["kind"] == "BatchNormalization":
            layer = keras.layers.BatchNormalization()
        else:
            layer = keras.layers.Identity()
        layer.build((None, *row["input_shape"]))
        return layer

    return sum(built(row).count_params() for row in layers)
