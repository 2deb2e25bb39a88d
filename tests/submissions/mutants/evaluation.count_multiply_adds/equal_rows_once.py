"""Counts rows that are equal only once.

Hint: Each row counts, also where two rows are the same layer: it works twice.
Fails: adds_up_all_multiply_adds
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.count_multiply_adds)
def count_multiply_adds(layers):
    t = 0
    for n, r in enumerate(layers):
        if r in layers[:n]: continue
        i, o, k, p = r["input_shape"][-1], r["output_shape"][-1], math.prod(r.get("kernel_size", (1,))), math.prod(r["output_shape"][:-1])
        t += p * {"Dense": i * o, "Conv2D": k * i * o, "DepthwiseConv2D": k * o, "SeparableConv2D": k * i + i * o}.get(r["kind"], 0)
    return t
