"""Counts rows that are equal only once.

Hint: Each row counts, also where two rows are the same layer.
Fails: adds_up_all_parameters
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.count_parameters)
def count_parameters(layers):
    t = 0; seen = []
    for r in layers:
        if r in seen: continue
        seen.append(r)
        i, o, k, b = r["input_shape"][-1], r["output_shape"][-1], math.prod(r.get("kernel_size", (1,))), r.get("use_bias", False)
        t += {"Dense": i * o + o * b, "Conv2D": k * i * o + o * b, "DepthwiseConv2D": k * i + o * b, "SeparableConv2D": k * i + i * o + o * b, "BatchNormalization": 4 * o}.get(r["kind"], 0)
    return t
