"""Answers with numbers that comparing might stumble over.

Aim: change the mark
Expect: incorrect, crashed
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    strange = [float("nan"), float("inf"), -0.0, 2**64 - 1, -(2**63), 10**400, True, np.array(True), np.array(5)]
    strange += [np.zeros(0), np.zeros((0, 3)), np.full((1,) * 20, 2.3), 2.3 + 0j, np.array("2.3"), np.array(None)]
    strange += [np.datetime64("nat"), [[[[2.3]]]], {"nan": float("nan")}, np.float16(65504), "2.302585", b"2"]
    return strange[int(np.sum(probabilities) * 7 + len(labels)) % len(strange)]
