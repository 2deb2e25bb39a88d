"""Counts in np.int32, which ends at 2,147,483,647.

Hint: Large networks need billions of multiply-adds. Python's own int has no end, np.int64 a far one.
Fails: counts_billions_exactly
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.count_multiply_adds)
def count_multiply_adds(layers):
    total = np.int32(0)
    for row in layers:
        before, after = row["input_shape"][-1], row["output_shape"][-1]
        places = np.prod(row["output_shape"][:-1], dtype=np.int32)
        kernel = np.prod(row.get("kernel_size", ()), dtype=np.int32)
        weights = {
            "Dense": before * after,
            "Conv2D": kernel * before * after,
            "DepthwiseConv2D": kernel * after,
            "SeparableConv2D": kernel * before + before * after,
        }
        total = total + places * np.int32(weights.get(row["kind"], 0))
    return int(total)
