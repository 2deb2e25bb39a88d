"""Read a picture that somebody sent, with every limit checked before it is decoded."""

import dataclasses
import io
import os
import pathlib

import numpy as np
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from fashionlab.serving.refused import ImageRefused

# Pillow's name of each format, and how such a file begins.
_SIGNATURES = {
    "PNG": b"\x89PNG\r\n\x1a\n",
    "JPEG": b"\xff\xd8\xff",
    "GIF": b"GIF8",
    "BMP": b"BM",
    "WEBP": b"RIFF",
}
MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 32_000_000  # a 24 megapixel camera fits; RGB at this size is 96 MB
# Larger pictures are made smaller at once: the models look at 28 to 224 pixels.
_WORKING_SIDE = 512

PictureSource = str | os.PathLike[str] | bytes | np.ndarray


@dataclasses.dataclass(frozen=True)
class Picture:
    """A picture, decoded.

    Attributes:
        pixels: uint8 array of shape (height, width, 3), RGB, at most 512
            pixels along each side.
        size: (width, height) of the file, before anything was done to it.
        steps: What was done while reading, one phrase each.
    """

    pixels: np.ndarray
    size: tuple[int, int]
    steps: tuple[str, ...] = ()


def read_picture(
    source: PictureSource, *, max_bytes: int = MAX_BYTES, max_pixels: int = MAX_PIXELS
) -> Picture:
    """Read a PNG, JPEG, GIF, BMP or WebP picture, or an array.

    The number of pixels is read from the file's head and checked before the
    file is decoded, so that a small file cannot unfold into gigabytes. Of a
    moving picture the first frame is used. A camera's rotation is applied.
    Transparent parts become white or black, whichever the picture stands out
    from.

    Args:
        source: Path of a file, its bytes, or a uint8 array in [0, 255] of
            shape (height, width), (height, width, 1), (height, width, 3) or
            (height, width, 4).
        max_bytes: Largest file accepted, in bytes.
        max_pixels: Largest width times height accepted.

    Returns:
        The decoded picture.

    Raises:
        ImageRefused: If the source is missing, empty, too large, of another
            format, or damaged.
    """
    if isinstance(source, np.ndarray):
        image = _from_array(source)
    else:
        image = _open(_bytes_of(source, max_bytes))
    width, height = image.size
    if width * height > max_pixels:
        raise _too_many_pixels(f"{width} x {height} pixels", max_pixels)
    try:
        return _decode(image, (width, height))
    # A decoder fed with hostile bytes may fail in any way at all.
    except Exception as error:
        raise _damaged(f"{type(error).__name__}: {error}") from error


def _bytes_of(source: str | os.PathLike[str] | bytes, max_bytes: int) -> bytes:
    if isinstance(source, bytes):
        data = source
        received = f"{len(data):,} bytes"
    else:
        path = pathlib.Path(source)
        try:
            with path.open("rb") as file:
                data = file.read(max_bytes + 1)
        except OSError as error:
            raise ImageRefused(
                "The picture cannot be opened.",
                expected="a picture file",
                received=f"{path}: {error.strerror or error}",
                do="Check the path.",
                status=422,
            ) from error
        received = f"{path}: {path.stat().st_size:,} bytes"
    if len(data) > max_bytes:
        raise ImageRefused(
            "The picture is too large.",
            expected=f"at most {max_bytes:,} bytes",
            received=received,
            do="Make it smaller: 512 pixels along each side are plenty.",
            status=413,
        )
    if not data:
        raise ImageRefused(
            "The picture is empty.",
            expected="a PNG, JPEG, GIF, BMP or WebP file",
            received="0 bytes",
            do="Choose another file.",
            status=422,
        )
    return data


def _open(data: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(data), formats=tuple(_SIGNATURES))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels(str(error), MAX_PIXELS) from error
    except Exception as error:
        if any(data.startswith(signature) for signature in _SIGNATURES.values()):
            raise _damaged(f"{type(error).__name__}: {error}") from error
        if not isinstance(error, UnidentifiedImageError):
            raise _damaged(f"{type(error).__name__}: {error}") from error
        raise ImageRefused(
            "The file is not a picture of a format that is read here.",
            expected="a PNG, JPEG, GIF, BMP or WebP file",
            received=f"{len(data):,} bytes that begin with {data[:8]!r}",
            do="Save the picture as PNG or JPEG and send that.",
            status=415,
        ) from error


def _from_array(array: np.ndarray) -> Image.Image:
    channels = array.shape[2] if array.ndim == 3 else 1
    if array.dtype != np.uint8 or array.ndim not in (2, 3) or channels not in (1, 3, 4):
        raise ImageRefused(
            "The array is not a picture.",
            expected="uint8 values 0 to 255 in shape (height, width) or (height, width, 3)",
            received=f"{array.dtype} in shape {array.shape}",
            do="One image at a time; scaled images go back by (255 * images).astype('uint8').",
            status=422,
        )
    if not array.size:
        raise ImageRefused(
            "The array is empty.",
            expected="at least one pixel",
            received=f"shape {array.shape}",
            do="Send a picture.",
            status=422,
        )
    return Image.fromarray(array[..., 0] if array.ndim == 3 and channels == 1 else array)


def _decode(image: Image.Image, size: tuple[int, int]) -> Picture:
    steps = []
    # JPEG can be decoded at an eighth, a quarter or half of its size, for less memory.
    image.draft("RGB", (_WORKING_SIDE, _WORKING_SIDE))
    image.load()
    if image.getexif().get(ExifTags.Base.Orientation, 1) != 1:
        image = ImageOps.exif_transpose(image)
        steps.append("turned as the camera noted")
    image = _eight_bits(image)
    if image.has_transparency_data:
        image = _shrink(image.convert("RGBA"))
        image, ground = _on_contrasting_ground(image)
        steps.append(f"transparent parts made {ground}")
    image = _shrink(image.convert("RGB"))
    return Picture(np.asarray(image, dtype=np.uint8), size, tuple(steps))


def _eight_bits(image: Image.Image) -> Image.Image:
    """Scale 16-bit grey to 8 bits; Pillow's own conversion would cut it off at 255."""
    if not image.mode.startswith("I"):
        return image
    return Image.fromarray((np.asarray(image) // 257).clip(0, 255).astype(np.uint8))


def _shrink(image: Image.Image) -> Image.Image:
    if max(image.size) > _WORKING_SIDE:
        image = image.copy()
        image.thumbnail((_WORKING_SIDE, _WORKING_SIDE), Image.Resampling.BOX)
    return image


def _on_contrasting_ground(image: Image.Image) -> tuple[Image.Image, str]:
    """Put a see-through picture on white if it is dark, on black if it is light."""
    alpha = np.asarray(image.getchannel("A"), dtype=np.float64) / 255
    grey = np.asarray(image.convert("RGB").convert("L"), dtype=np.float64)
    # An all-transparent picture has no brightness; it becomes white all over.
    light = bool(alpha.any()) and float((grey * alpha).sum() / alpha.sum()) > 127
    ground = Image.new("RGBA", image.size, "black" if light else "white")
    return Image.alpha_composite(ground, image), "black" if light else "white"


def _too_many_pixels(received: str, max_pixels: int) -> ImageRefused:
    return ImageRefused(
        "The picture has too many pixels.",
        expected=f"width times height at most {max_pixels:,}",
        received=received,
        do="Make it smaller: 512 pixels along each side are plenty.",
        status=413,
    )


def _damaged(reason: str) -> ImageRefused:
    return ImageRefused(
        "The picture is damaged or cut short.",
        expected="a whole PNG, JPEG, GIF, BMP or WebP file",
        received=f"one that cannot be decoded ({reason})",
        do="Save or download it again.",
        status=422,
    )
