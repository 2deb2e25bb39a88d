"""What a convolutional network computes, in plain NumPy."""

import numpy as np

from fashionlab.tasks import stub


@stub("ch03_cnn", number=1, points=4)
def convolve2d(
    image: np.ndarray, kernel: np.ndarray, *, stride: int = 1, padding: str = "valid"
) -> np.ndarray:
    """Slide a kernel over an image and sum the products at every place.

    As in Keras, the kernel is not flipped: the top left output is the sum of
    `image[:kh, :kw] * kernel`.

    Args:
        image: Float array of shape (height, width). It is not changed.
        kernel: Float array of shape (kh, kw), kh and kw odd (1, 3, 5, ...), at
            most the image's height and width.
        stride: Rows and columns the kernel moves from one place to the next,
            a positive int.
        padding: "valid" uses only the places where the kernel lies wholly
            inside the image. "same" first puts kh // 2 rows of zeros above
            and below and kw // 2 columns of zeros left and right. (With a
            stride above 1 Keras may put fewer zeros above and left.)

    Returns:
        Float array of shape ((h - kh) // stride + 1, (w - kw) // stride + 1),
        where h and w are the height and width after padding.

    Raises:
        ValueError: If `padding` is neither "valid" nor "same".
    """


@stub("ch03_cnn", number=2, points=2)
def max_pool2d(image: np.ndarray, *, pool_size: int = 2, stride: int | None = None) -> np.ndarray:
    """Keep the largest value of every window of an image.

    Args:
        image: Float array of shape (height, width), any values, also negative.
            It is not changed.
        pool_size: Height and width of the window, a positive int, at most the
            image's height and width.
        stride: Rows and columns from one window to the next, a positive int;
            None means `pool_size`, so that windows do not overlap.

    Returns:
        Float array of shape
        ((height - pool_size) // stride + 1, (width - pool_size) // stride + 1).
        Rows and columns at the end that do not fill a window are left out.
    """
