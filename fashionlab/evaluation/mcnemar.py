"""Is the difference of two models more than luck?"""

import numpy as np

from fashionlab.tasks import stub


@stub("ch06_evaluation", number=5, points=2)
def mcnemar_exact(right_a: np.ndarray, right_b: np.ndarray) -> float:
    """Return how likely two equally good models differ at least this much by luck.

    This is the exact test of McNemar 1947, two-sided. Only the images count
    that one of the two models gets right and the other wrong. If both models
    were equally good, each such image would be a toss of a fair coin: won by
    the first model with probability 1/2.

    Let m be the number of such images, and k the number of them that are won
    by the model that wins fewer. The p-value is twice the probability that m
    tosses show heads k times or less,

        p = 2 * (C(m, 0) + C(m, 1) + ... + C(m, k)) / 2 ** m

    and at most 1. C(m, i), `math.comb(m, i)`, counts the ways to choose i of m.
    With m = 0 nothing tells the models apart: p is 1.

    Args:
        right_a: Bool array of shape (n,), n at least 1: whether the first
            model is right on each image. Thousands of images may be won by one
            model alone.
        right_b: Bool array of shape (n,): the same of the second model, on the
            same images in the same order.

    Returns:
        The p-value, a float in [0, 1]: 0.0625 when one model wins all of 5
        such images.

    Raises:
        ValueError: If the arrays differ in length.
    """
