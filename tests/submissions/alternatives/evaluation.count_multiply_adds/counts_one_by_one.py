"""Walks over the numbers of the output and adds what each needs."""

import itertools

from fashionlab import evaluation, solves


@solves(evaluation.count_multiply_adds)
def count_multiply_adds(layers):
    count = 0
    for layer in layers:
        kind = layer["kind"]
        if kind not in {"Dense", "Conv2D", "DepthwiseConv2D", "SeparableConv2D"}:
            continue
        inputs, output = layer["input_shape"][-1], layer["output_shape"]
        rows, columns = layer.get("kernel_size", (1, 1))
        for _ in itertools.product(*map(range, output)):
            if kind == "DepthwiseConv2D":
                count += rows * columns
            elif kind == "SeparableConv2D":
                count += inputs
            else:
                count += rows * columns * inputs
        if kind == "SeparableConv2D":
            for _ in itertools.product(*map(range, output[:-1])):
                count += rows * columns * inputs
    return count
