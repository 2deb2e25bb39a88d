"""How pixels are scaled for a pretrained base."""

from typing import Any

from fashionlab.tasks import stub


@stub("ch08_transfer", number=2, points=3)
def scale_for_base(images: Any, mode: str) -> Any:
    """Scale colour images in [0, 1] the way a pretrained base was trained with.

    There are four ways; the first three names are those of Keras:

    - "tf": to [-1, 1].
    - "torch": each channel minus the mean of ImageNet's photos, and then divided
      by their standard deviation. Red, green, blue: means 0.485, 0.456, 0.406;
      deviations 0.229, 0.224, 0.225.
    - "caffe": to [0, 255]; the channels in the order blue, green, red; each minus
      its mean. Red, green, blue: means 123.68, 116.779, 103.939.
    - "none": to [0, 255]. The base does the rest itself.

    It becomes a part of the model: `scale_input` calls it with the placeholder
    that `keras.Input` makes. So it has to work on placeholders and tensors, as
    well as on NumPy arrays: arithmetic such as `2 * images` and functions of
    `keras.ops` do. The images passed in stay as they are.

    Args:
        images: float32 placeholder, tensor or array in [0, 1], shape (batch,
            height, width, 3), channels red, green, blue.
        mode: "tf", "torch", "caffe" or "none".

    Returns:
        float32, the same shape; a placeholder where `images` is one, else a
        tensor or an array.

    Raises:
        ValueError: If `mode` is none of the four, letter by letter: "TF" is none.
    """
