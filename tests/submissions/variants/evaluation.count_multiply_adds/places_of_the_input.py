"""The kernel slides over the input."""

from fashionlab import evaluation, solves


@solves(evaluation.count_multiply_adds)
def count_multiply_adds(layers):
    total = 0
    for row in layers:
        if row["kind"] == "Dense":
            total += row["input_shape"][0] * row["output_shape"][0]
        elif row["kind"].endswith("Conv2D"):
            h, w, c = row["input_shape"]
            kh, kw = row["kernel_size"]
            f = row["output_shape"][2]
            if row["kind"] == "Conv2D":
                total += h * w * f * kh * kw * c
            elif row["kind"] == "DepthwiseConv2D":
                total += h * w * f * kh * kw
            else:
                total += h * w * c * kh * kw + h * w * c * f
    return total
