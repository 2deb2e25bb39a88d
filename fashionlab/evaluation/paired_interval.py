"""How far apart two models are, from the images that only one of them gets right."""

import numpy as np

from fashionlab.tasks import stub


@stub("ch06_evaluation", number=4, points=3)
def paired_interval(
    right_a: np.ndarray, right_b: np.ndarray, *, confidence: float = 0.95
) -> tuple[float, float, float]:
    """Return the difference of two accuracies, with a confidence interval.

    Both models answered the same n images. Let A be the number of images that
    only the first model gets right, and B the number that only the second
    gets right. The difference of the accuracies is (A - B) / n: images that
    both get right, or both wrong, do not change it.

    The interval is that of Bonett and Price 2012 ("Adjusted Wald confidence
    interval for a difference of binomial proportions based on paired data"),
    which first adds one image to A and one to B:

    - a = (A + 1) / (n + 2) and b = (B + 1) / (n + 2)
    - middle = a - b
    - margin = z * sqrt((a + b - middle ** 2) / (n + 2))
    - from middle - margin to middle + margin, cut off at -1 and 1

    Here z is the normal quantile of (1 + confidence) / 2, 1.96 for a confidence
    of 0.95: `statistics.NormalDist().inv_cdf(...)` of Python, or
    `scipy.stats.norm.ppf(...)`.

    Args:
        right_a: Bool array of shape (n,), n at least 1: whether the first
            model is right on each image.
        right_b: Bool array of shape (n,): the same of the second model, on the
            same images in the same order.
        confidence: How often such an interval holds the true difference, a
            float above 0 and below 1.

    Returns:
        Tuple (difference, low, high) of floats in [-1, 1]: 0.02 when the first
        model is right on 2 of 100 images more.

    Raises:
        ValueError: If the arrays differ in length, or `confidence` is not above
            0 and below 1.
    """
