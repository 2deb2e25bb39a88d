"""Pictures that people send: read within limits, and made to look like the data."""

import contextlib
import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from fashionlab.serving.pictures import read_picture
from fashionlab.serving.refused import ImageRefused
from fashionlab.serving.stored import to_stored

SHIRT = np.zeros((28, 28), dtype=np.uint8)
SHIRT[4:24, 9:19] = 200
SHIRT[5:10, 4:24] = 120


def encoded(image, kind="PNG", **options):
    """Bytes of an image file."""
    written = io.BytesIO()
    if isinstance(image, np.ndarray):
        image = Image.fromarray(image)
    image.save(written, kind, **options)
    return written.getvalue()


def as_stored(picture, shape=(28, 28), dataset="fashion_mnist"):
    return to_stored(read_picture(picture).pixels, shape, dataset=dataset)


def enlarged(image, times=8):
    return np.kron(image, np.ones((times, times), dtype=np.uint8))


@pytest.mark.parametrize("kind", ["PNG", "GIF", "BMP", "WEBP"])
def test_every_lossless_format_gives_the_same_pixels(kind):
    options = {"lossless": True} if kind == "WEBP" else {}
    pixels = read_picture(encoded(SHIRT, kind, **options)).pixels
    np.testing.assert_array_equal(pixels, np.repeat(SHIRT[..., None], 3, axis=2))


def test_jpeg_is_read_nearly_the_same():
    pixels = read_picture(encoded(enlarged(SHIRT), "JPEG", quality=95)).pixels
    assert np.abs(pixels[..., 0].astype(int) - enlarged(SHIRT)).mean() < 3


def test_a_path_and_an_array_are_read_too(tmp_path):
    (tmp_path / "shirt.png").write_bytes(encoded(SHIRT))
    np.testing.assert_array_equal(
        read_picture(tmp_path / "shirt.png").pixels, read_picture(SHIRT).pixels
    )


def test_sixteen_bit_grey_is_scaled_and_not_cut_off():
    deep = SHIRT.astype(np.uint16) * 257
    np.testing.assert_array_equal(read_picture(encoded(deep)).pixels[..., 0], SHIRT)


def test_a_large_photo_is_made_smaller_at_once():
    picture = read_picture(encoded(np.zeros((3000, 2000, 3), np.uint8), "JPEG"))
    assert max(picture.pixels.shape) <= 512
    assert picture.size == (2000, 3000)


def test_the_camera_s_rotation_is_applied_and_told():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: show it turned by 90 degrees clockwise
    upright = read_picture(encoded(SHIRT)).pixels
    turned = read_picture(encoded(SHIRT, exif=exif))
    np.testing.assert_array_equal(turned.pixels, np.rot90(upright, -1))
    assert turned.steps == ("turned as the camera noted",)


@pytest.mark.parametrize(("shade", "ground"), [(20, 255), (230, 0)], ids=["dark", "light"])
def test_what_is_transparent_becomes_the_opposite_of_the_garment(shade, ground):
    picture = np.full((40, 40, 4), shade, dtype=np.uint8)
    picture[..., 3] = 0
    picture[10:30, 10:30, 3] = 255
    pixels = read_picture(encoded(picture)).pixels
    assert pixels[0, 0, 0] == ground
    assert pixels[20, 20, 0] == shade


# Wrong pictures


def refusal(source, **limits):
    with pytest.raises(ImageRefused) as caught:
        read_picture(source, **limits)
    error = caught.value
    for part in error.as_dict().values():
        assert part
        assert part in str(error)
    return error


def png_of_size(width, height):
    """A whole PNG file whose head claims a size, with next to nothing inside."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"")), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("side", [6_000, 12_000, 60_000], ids=str)
def test_too_many_pixels_are_refused_before_decoding(side):
    error = refusal(png_of_size(side, side))
    assert error.status == 413
    assert "pixels" in error.what


def test_a_large_file_is_refused():
    assert refusal(b"\xff\xd8\xff" + bytes(2000), max_bytes=1000).status == 413


def test_what_is_no_picture_is_refused():
    for content in (b"hello", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>"):
        assert refusal(content).status == 415


def test_formats_outside_the_list_are_refused():
    assert refusal(encoded(SHIRT, "TIFF")).status == 415


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "WEBP"])
def test_a_picture_cut_short_is_refused(kind):
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    whole = encoded(noise, kind)
    for kept in (20, len(whole) // 2):
        assert refusal(whole[:kept]).status == 422


def test_empty_and_missing_pictures_are_refused(tmp_path):
    assert refusal(b"").status == 422
    assert refusal(tmp_path / "nowhere.png").status == 422
    assert refusal(tmp_path).status == 422


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((28, 28), np.float32),
        np.zeros((2, 28, 28, 1), np.uint8),
        np.zeros((0, 5), np.uint8),
    ],
    ids=["float", "batch", "empty"],
)
def test_arrays_that_are_no_picture_are_refused(array):
    assert refusal(array).status == 422


@pytest.mark.parametrize("seed", range(40))
def test_damaged_bytes_are_refused_or_read_but_never_crash(seed):
    generator = np.random.default_rng(seed)
    kind = ("PNG", "JPEG", "GIF", "BMP", "WEBP")[seed % 5]
    content = bytearray(encoded(enlarged(SHIRT, 2), kind))
    for place in generator.integers(0, len(content), 12):
        content[place] = generator.integers(256)
    # Any other error than a refusal would fail the test.
    with contextlib.suppress(ImageRefused):
        assert read_picture(bytes(content)).pixels.dtype == np.uint8


# Made to look like the data


def test_an_image_of_the_data_set_stays_as_it_is():
    stored = as_stored(encoded(SHIRT))
    np.testing.assert_array_equal(stored.image, SHIRT)
    assert (stored.inverted, stored.steps) == (False, ())


def centre(image):
    rows, columns = np.nonzero(image > 60)
    return (rows.min() + rows.max()) / 2, (columns.min() + columns.max()) / 2


@pytest.mark.parametrize("shade", [0, 60], ids=["white on black", "on dark grey"])
def test_a_garment_on_a_dark_ground_is_cut_centred_and_on_black(shade):
    photo = np.full((400, 300), shade, dtype=np.uint8)
    photo[40:264, 20:244] = np.maximum(enlarged(SHIRT), shade)
    stored = as_stored(photo)
    assert not stored.inverted
    assert stored.image.shape == (28, 28)
    assert np.median(stored.image[:, 0]) == 0
    assert centre(stored.image) == pytest.approx((13.5, 13.5), abs=1)


@pytest.mark.parametrize("noise", [0, 5])
def test_a_photo_on_a_light_ground_is_inverted_and_says_so(noise):
    photo = np.full((400, 300), 235.0)
    photo[40:264, 20:244] -= enlarged(SHIRT)
    photo += np.random.default_rng(0).normal(0, noise, photo.shape)
    stored = as_stored(photo.clip(0, 255).astype(np.uint8))
    assert stored.inverted
    assert "inverted" in stored.steps[0]
    assert stored.image[14:, :4].max() < 30
    assert centre(stored.image) == pytest.approx((13.5, 13.5), abs=1)
    assert stored.image.max() > 150


def test_a_light_garment_on_a_mid_grey_ground_is_not_inverted():
    photo = np.full((280, 280), 140, dtype=np.uint8)
    photo[80:200, 90:190] = 230
    stored = as_stored(photo)
    assert not stored.inverted
    assert stored.image[14, 14] > 120
    assert stored.image[14, 0] == 0


def test_an_empty_picture_says_that_nothing_stands_out():
    stored = as_stored(np.full((100, 100), 255, dtype=np.uint8))
    assert "nothing stands out" in stored.steps[0]


def test_the_longest_shapes_do_not_unfold():
    for shape in ((1, 5000), (5000, 1), (1, 1)):
        assert as_stored(np.full(shape, 90, dtype=np.uint8)).image.shape == (28, 28)


def test_a_digit_fills_twenty_pixels_of_twenty_eight():
    photo = np.zeros((200, 200), dtype=np.uint8)
    photo[20:180, 80:120] = 255
    rows = np.flatnonzero(as_stored(photo, dataset="mnist").image.max(axis=1) > 60)
    assert len(rows) == 20


def test_colour_keeps_its_colours_and_its_middle():
    photo = np.zeros((64, 128, 3), dtype=np.uint8)
    photo[:, 32:96] = (200, 100, 50)
    stored = as_stored(photo, (32, 32, 3), "cifar100")
    assert stored.image.shape == (32, 32, 3)
    np.testing.assert_array_equal(stored.image[16, 16], (200, 100, 50))
    np.testing.assert_array_equal(stored.image[16, 1], (200, 100, 50))
    assert not stored.inverted
