"""How far the answers of two versions of a model are apart."""

import numpy as np

from fashionlab.tasks import stub


@stub("ch12_shipping", number=2, points=2)
def measure_parity(
    expected: np.ndarray, received: np.ndarray, *, tolerance: float = 1e-5
) -> dict[str, float | bool]:
    """Say whether two versions of a model give the same answers.

    Args:
        expected: Probabilities of the model itself, float array of shape (n,
            num_classes), n at least 1.
        received: Probabilities of its copy for the same images in the same
            order, float array of the same shape. Both stay as they are.
        tolerance: Largest difference of two probabilities that still passes, a
            float of at least 0.

    Returns:
        Dict with three entries:
        `"largest_difference"`: the largest absolute difference of a probability
        and its counterpart, a float; nan if any of them is nan;
        `"same_class"`: the share of the images whose most probable class is the
        same in both, a float in [0, 1];
        `"passed"`: True if the largest difference is at most `tolerance`, else
        False; False where it is nan.

    Raises:
        ValueError: If the two shapes differ, or there are no images.
    """
