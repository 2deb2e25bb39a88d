"""What a stack of convolutions leaves of an image, and how far it sees."""

from typing import Any

from fashionlab.tasks import stub


@stub("ch09_finetuning", number=4, points=3)
def receptive_field(layers: list[dict[str, Any]], image_size: int) -> tuple[int, int]:
    """Work out how many places a stack of layers leaves, and how far each one sees.

    Images, kernels and maps are square; a size is a height and a width. Each
    layer moves a window over what it gets. With a map of size n, a kernel of size
    k and stride s there come out

    - with padding "same": n / s places to a side, rounded up
    - with padding "valid": (n - k) / s, rounded down, plus 1

    The receptive field is the part of the image that one place of the last map
    can see: so many pixels to a side. It begins with 1, and two neighbours lie 1
    pixel apart. A layer widens the field by k - 1 of the steps *before* it; then the
    step grows to s times as many pixels. Padding and the size of the image do
    not matter for it: it may be larger than the image.

    Args:
        layers: List of dicts, from the image on, possibly empty. `"kernel"`: the
            size of the window, an int of at least 1; `"stride"`: an int of at
            least 1; `"padding"`: "same" or "valid". The list and the dicts stay as
            they are.
        image_size: Height and width of the image, an int of at least 1.

    Returns:
        Tuple (places, field) of ints: the size of the last map, and the size of its
        receptive field in pixels of the image. (image_size, 1) without layers.

    Raises:
        ValueError: If a layer with padding "valid" gets a map that is smaller than
            its kernel: then nothing is left.
    """
