"""Training examples that are harder to learn by heart."""

import numpy as np

from fashionlab.tasks import stub


@stub("ch05_regularisation", number=2, points=4)
def augment(images: np.ndarray, *, flip: bool = True, shift: int = 2, seed: int = 0) -> np.ndarray:
    """Mirror and move every image of a batch by chance.

    Each image gets its own draws, independent of those of the others:

    - With `flip`, it is mirrored left to right with a probability of 1/2.
    - It is moved by a whole number of rows and by a whole number of columns.
      The two are drawn one by one, each from -shift, ..., -1, 0, 1, ..., shift
      with equal chances. What leaves the image is gone; black (0) comes in at
      the other side.

    Args:
        images: uint8 array in [0, 255], shape (n, height, width) for grey or
            (n, height, width, channels) for colour. Unchanged afterwards.
        flip: Whether images may be mirrored.
        shift: The largest move in each direction, in pixels: an int from 0 to
            below height and width.
        seed: An int from 0 to below 2**31. The same images, arguments and seed
            give the same result; another seed gives another one.

    Returns:
        A new uint8 array of the same shape, in the same order.

    Raises:
        ValueError: If `shift` is negative.
    """


@stub("ch05_regularisation", number=3, points=2)
def smooth_labels(labels: np.ndarray, label_smoothing: float = 0.1) -> np.ndarray:
    """Take a little from each label and spread it evenly over all classes.

    With C classes and s for `label_smoothing`, every number y of a row becomes
    (1 - s) * y + s / C. The right class takes part in the spreading: with 10
    classes and s = 0.1 its 1 becomes 0.91, and each 0 becomes 0.01. A row
    still sums to 1 (Szegedy et al. 2016, "Rethinking the Inception
    architecture for computer vision").

    Args:
        labels: float32 array of shape (n, num_classes): one-hot rows, or rows
            that share the 1 among several classes, as `mixup` makes them. Each
            row sums to 1. Unchanged afterwards.
        label_smoothing: The share s that is spread, a float in [0, 1).

    Returns:
        A new float32 array of the same shape.

    Raises:
        ValueError: If `label_smoothing` is negative, or 1 or more.
    """


@stub("ch05_regularisation", number=4, points=4)
def mixup(
    images: np.ndarray, labels: np.ndarray, *, alpha: float = 0.2, seed: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Blend every image with another one of its batch, and their labels alike.

    Every image gets a partner: the partners are the images of the batch in a
    random order, so each image is the partner of exactly one (it may be its
    own). And every image gets a share, drawn for it alone from the
    distribution Beta(alpha, alpha). Then

        new image = share * image + (1 - share) * image of the partner
        new label = share * label + (1 - share) * label of the partner

    (Zhang et al. 2018, "mixup: beyond empirical risk minimization"; there one
    share serves a whole batch.)

    Args:
        images: float32 array of shape (n, height, width, channels), values in
            [0, 1]. Unchanged afterwards.
        labels: float32 array of shape (n, num_classes), rows sum to 1: row i
            belongs to image i. Unchanged afterwards.
        alpha: Float above 0. A small one gives shares near 0 or 1, so that
            most images are hardly mixed; 1 gives every share equal chances.
        seed: An int from 0 to below 2**31. The same images, arguments and seed
            give the same result; another seed gives other partners and shares.

    Returns:
        Tuple (images, labels): new float32 arrays of the same shapes.

    Raises:
        ValueError: If `alpha` is 0 or less.
    """
