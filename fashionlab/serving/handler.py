"""Answer a request of an API: bytes in, a status and JSON out."""

from collections.abc import Callable, Sequence

import numpy as np

from fashionlab.tasks import stub


@stub("ch12_shipping", number=3, points=4)
def handle_request(
    body: bytes,
    predict: Callable[[np.ndarray], np.ndarray],
    class_names: Sequence[str],
    *,
    image_shape: tuple[int, int] = (28, 28),
    max_bytes: int = 20_000,
) -> tuple[int, str]:
    """Answer one request, whatever it holds.

    A good request is JSON: an object whose `"image"` is a list of rows, and a row
    a list of whole numbers from 0 to 255. `true` is no number, although Python
    counts True as 1. Other entries may stand beside `"image"`.

    Everybody may send a request, and most programs make mistakes. So every other
    body is answered, too, with a status that says whose fault it is and a sentence
    that says what to change. No exception leaves this function.

    - 413: more than `max_bytes` bytes. The body is not read any further.
    - 400: not JSON.
    - 422: JSON, but not an image of this shape with whole numbers from 0 to 255.
      Python reads `NaN` as JSON; 400 and 422 are both right for it.
    - 500: `predict` raised an exception, or gave any number that is nan or
      infinite. That is the server's fault. The answer does not hold the
      exception's text, which may tell a stranger too much.
    - 200: an answer.

    Args:
        body: What was sent, bytes of any length.
        predict: Function of one image, a uint8 array of shape `image_shape`. It
            returns probabilities, a float array of shape (num_classes,). It is
            called for good requests only, once, also where it fails.
        class_names: List of texts, one for each class.
        image_shape: Tuple of ints (height, width).
        max_bytes: Largest body that is read, a positive int.

    Returns:
        Tuple (status, text). The status is one of the numbers above. The text is
        JSON. With status 200 an object with `"class_name"`, the name of the most
        probable class, and `"probability"`, how probable it is, a number. With
        any other status an object with `"error"`, the sentence.
    """
