"""Turn a picture into what the images of a data set look like."""

import dataclasses

import numpy as np
from PIL import Image

# Along the longer side, in pixels of 28. Fashion-MNIST lets a garment fill the frame
# (Xiao et al. 2017, section 2); MNIST fits a digit into 20 x 20 (LeCun et al. 1998).
_BOX = {"mnist": 20}


@dataclasses.dataclass(frozen=True)
class Stored:
    """A picture as an image of the data set.

    Attributes:
        image: uint8 array of the data set's image shape.
        inverted: Whether light and dark were exchanged.
        steps: What was done, one phrase each, in order.
    """

    image: np.ndarray
    inverted: bool
    steps: tuple[str, ...]


def to_stored(pixels: np.ndarray, image_shape: tuple[int, ...], *, dataset: str = "") -> Stored:
    """Make a picture look like the images a model was trained on.

    For a grey data set, whose images are bright things on black: grey; light
    and dark exchanged when the background is the lighter one; the background
    taken away; cut to what is left; centred on a black square; made smaller.
    For a colour data set: cut to the middle square, made smaller.
    A picture that already has the data set's size is not cut or resized.

    Args:
        pixels: uint8 array of shape (height, width, 3), RGB.
        image_shape: (height, width) for grey, (height, width, 3) for colour.
        dataset: Name of the data set; decides how much of the frame is filled.

    Returns:
        The image and what was done.
    """
    size = (image_shape[1], image_shape[0])  # Pillow: (width, height)
    if len(image_shape) == 3 and image_shape[2] == 3:
        return _colour(Image.fromarray(pixels), size)
    grey = np.asarray(Image.fromarray(pixels).convert("L"))
    background = _background(grey)
    # Light or dark is said of the background beside the thing that stands on it.
    inverted = background is not None and float(grey.mean()) < background - 2
    steps = []
    if inverted:
        steps.append(f"inverted: the background is lighter ({background} of 255 at the border)")
        grey = 255 - grey
    if grey.shape == tuple(image_shape[:2]):
        image = grey
    else:
        share = _BOX.get(dataset, 28) / 28
        image, more = _centred(grey, size, share)
        steps += more
    return Stored(image.reshape(image_shape), inverted, tuple(steps))


def _ring(grey: np.ndarray) -> np.ndarray:
    """Return the pixels along the border, a fiftieth of the shorter side wide."""
    wide = max(1, min(grey.shape) // 50)
    inside = np.zeros(grey.shape, dtype=bool)
    inside[wide:-wide, wide:-wide] = True
    return grey[~inside]


def _background(grey: np.ndarray) -> int | None:
    """Return the background's shade, or None when the border shows no background.

    A background has one shade; the border of a garment that fills the frame
    has many.
    """
    ring = _ring(grey).astype(int)
    shade = int(np.median(ring))
    even = float(np.mean(np.abs(ring - shade) < 48)) > 0.75
    return shade if even else None


def _centred(grey: np.ndarray, size: tuple[int, int], share: float) -> tuple[np.ndarray, list[str]]:
    """Take the background away, cut, centre on black and resize."""
    lifted = _without_background(grey)
    steps = [f"resized from {grey.shape[1]} x {grey.shape[0]} to {size[0]} x {size[1]}"]
    found = _extent(lifted > 25)  # a tenth of full brightness
    if found is None:
        lifted, found = grey, (0, grey.shape[0], 0, grey.shape[1])
        steps.insert(0, "nothing stands out from the background: the whole picture used")
    else:
        steps.insert(0, "background made black, cut to what stands out, centred")
    top, bottom, left, right = found
    part = Image.fromarray(np.ascontiguousarray(lifted[top:bottom, left:right]))
    scale = share * min(size[0] / part.width, size[1] / part.height)
    fitted = part.resize(
        (max(1, round(part.width * scale)), max(1, round(part.height * scale))),
        # Averages over the area when made smaller, so that thin strokes do not vanish.
        Image.Resampling.LANCZOS,
    )
    ground = Image.new("L", size, 0)
    ground.paste(fitted, ((size[0] - fitted.width) // 2, (size[1] - fitted.height) // 2))
    return np.asarray(ground), steps


def _without_background(grey: np.ndarray) -> np.ndarray:
    """Move the border's shade, and most of its noise, to black; keep white where it is."""
    shade = _background(grey)
    if shade is None:
        return grey
    noise = float(np.median(np.abs(_ring(grey).astype(int) - shade)))
    level = min(shade + 3 * noise, 255.0)
    # What little is left above a light background is not blown up to full brightness.
    return np.clip((grey - level) * 255 / max(255 - level, 55), 0, 255).astype(np.uint8)


def _extent(bright: np.ndarray) -> tuple[int, int, int, int] | None:
    """Return (top, bottom, left, right) of what is bright, or None; single specks do not count."""
    rows = np.flatnonzero(bright.sum(axis=1) > bright.shape[1] // 200)
    columns = np.flatnonzero(bright.sum(axis=0) > bright.shape[0] // 200)
    if not len(rows) or not len(columns):
        return None
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1


def _colour(picture: Image.Image, size: tuple[int, int]) -> Stored:
    if picture.size == size:
        return Stored(np.asarray(picture), False, ())
    side = min(picture.size)
    left, top = (picture.width - side) // 2, (picture.height - side) // 2
    middle = picture.crop((left, top, left + side, top + side))
    step = f"middle square resized from {side} x {side} to {size[0]} x {size[1]}"
    image = np.asarray(middle.resize(size, Image.Resampling.LANCZOS))
    return Stored(image, False, (step,))
