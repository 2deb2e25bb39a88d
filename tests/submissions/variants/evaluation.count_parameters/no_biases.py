"""Products of shapes, and no more."""

from fashionlab import evaluation, solves


@solves(evaluation.count_parameters)
def count_parameters(layers):
    def one(row):
        c, f = row["input_shape"][-1], row["output_shape"][-1]
        if row["kind"] == "Dense":
            return c * f
        if row["kind"] == "BatchNormalization":
            return 4 * c
        if row["kind"] not in ("Conv2D", "DepthwiseConv2D", "SeparableConv2D"):
            return 0
        kh, kw = row["kernel_size"]
        if row["kind"] == "Conv2D":
            return kh * kw * c * f
        return kh * kw * c + (c * f if row["kind"] == "SeparableConv2D" else 0)

    return sum(one(row) for row in layers)
