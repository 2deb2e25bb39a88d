"""From what a convolution saw to where it matters."""

import numpy as np

from fashionlab.tasks import stub


@stub("ch06_evaluation", number=3, points=3)
def grad_cam_heatmap(activations: np.ndarray, gradients: np.ndarray) -> np.ndarray:
    """Turn activations and gradients of a convolution into a heat map (Grad-CAM).

    The convolution answered one image with several maps of height x width.
    The gradients say how fast the score of one class grows with each number
    in these maps. The steps of Selvaraju et al. 2017, equations 1 and 2:

    1. The weight of a map is the mean of its gradients over all places.
    2. Multiply every map by its weight and add the maps up, place by place.
    3. What is below 0 speaks against the class: it becomes 0 (ReLU).

    Then divide by the largest value, so that heat maps can be compared. Where
    no place is above 0 there is nothing to divide by: the heat map is all 0.

    Args:
        activations: Float array of shape (height, width, maps), any finite
            values: what the convolution put out for one image. It is not
            changed.
        gradients: Float array of the same shape, any finite values, also as
            small as 1e-12, as those of a probability are where a network is
            sure. It is not changed.

    Returns:
        Float array of shape (height, width), values in [0, 1], always finite.
        The largest is 1, or all are 0.
    """
