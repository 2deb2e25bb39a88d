"""Small grey images as the colour images that a pretrained base takes, batch by batch."""

from typing import Any

from fashionlab.tasks import stub


@stub("ch08_transfer", number=1, points=3)
def to_rgb(images: Any, image_size: int) -> Any:
    """Turn a batch of stored grey images into colour images of another size.

    The pixels are scaled to [0, 1]; the image is resized with bilinear
    interpolation, as `keras.ops.image.resize` does it; the one channel is
    repeated, so that red, green and blue are the same. (In which order is up to
    you. Whole numbers must become fractions before they are interpolated.)

    It is called for each batch, inside the stream of `make_dataset`:
    `preprocess=lambda images: to_rgb(images, 96)`. So it has to work on tensors
    whose batch size is not known yet, as well as on NumPy arrays: take functions
    of `keras.ops` or `tensorflow`. The library's own `prepare_for` can do more:
    any size of input, colour images, images made smaller.

    Args:
        images: uint8 tensor or array in [0, 255], shape (batch, height, width).
        image_size: Height and width afterwards, an int, at least as large as the
            height and the width of the images.

    Returns:
        float32 tensor (or array) in [0, 1], shape (batch, image_size,
        image_size, 3). Height, width and channels are known inside a stream, too.
    """
