"""Checks of chapter 8: from stored images to what a pretrained base takes."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import numpy as np

from fashionlab import models, pipelines
from fashionlab.checks.asserts import expect, expect_array, expect_close, expect_error
from fashionlab.checks.draws import random_images, stored_images
from fashionlab.checks.questions import (
    Draw,
    Question,
    Setting,
    apply_in_model,
    apply_in_stream,
    arguments_after,
    call,
    call_each,
    errors_from_each,
)
from fashionlab.checks.registry import check

# --- pipelines.to_rgb


def bilinear(before: int, after: int) -> np.ndarray:
    """The share of each old pixel in each new one, along one side, shape (after, before).

    Pixel number i covers the stretch from i to i + 1. A new one lies where its
    middle falls, between the middles of two old ones.
    """
    middles = (np.arange(after) + 0.5) * before / after - 0.5
    places = np.clip(middles, 0, before - 1)
    return np.maximum(0.0, 1.0 - np.abs(places[:, None] - np.arange(before)))


def enlarged(images: np.ndarray, size: int) -> np.ndarray:
    """Grey images in [0, 1], resized, one channel."""
    rows, columns = (bilinear(side, size) for side in images.shape[1:3])
    return np.asarray(np.einsum("rh,nhw,cw->nrc", rows, images / 255.0, columns))


def _images(answer, shape):
    received = expect_array(
        answer,
        what="the images",
        shape=shape,
        hint="The batch first, then height and width, both image_size, and the 3 channels last.",
    ).astype(np.float64)
    expect(np.isfinite(received).all(), "Expected numbers. Received: nan or infinite ones.")
    return received


def _plain_images(setting: Setting) -> np.ndarray:
    """Images of one grey each, among them black and white."""
    greys = np.array([0, 255, *setting.rng.integers(40, 220, 2)], np.uint8)
    return np.repeat(greys, 7 * 7).reshape(4, 7, 7)


def _nearly_black(setting: Setting) -> np.ndarray:
    """Images of one grey each, none of which is brighter than 1 of 255."""
    return np.repeat(np.array([1, 0, 1], np.uint8), 7 * 7).reshape(3, 7, 7)


@check(
    pipelines.to_rgb,
    ask=call_each(
        variants=[
            {"images": stored_images(3, (7, 7)), "image_size": 20},
            {"images": stored_images(2, (5, 5)), "image_size": 9},
        ]
    ),
)
def makes_images_of_three_channels(answer):
    """The result has shape (batch, image_size, image_size, 3)."""
    _images(answer[0], (3, 20, 20, 3))
    _images(answer[1], (2, 9, 9, 3))


@check(pipelines.to_rgb, ask=call(stored_images(2, (6, 6)), 12))
def gives_float32(answer):
    """The dtype is float32."""
    expect_array(
        answer,
        what="the result",
        dtype="float32",
        hint='keras.ops.cast(images, "float32") at the start.',
    )


@check(
    pipelines.to_rgb,
    ask=call_each(
        variants=[
            {"images": Draw(_plain_images), "image_size": 16},
            {"images": Draw(_nearly_black), "image_size": 16},
        ]
    ),
)
def scales_to_0_and_1(answer, asked):
    """Black is 0, white is 1; an image of one grey stays so, and a dark batch stays dark."""
    for received, variant, told in zip(
        answer, asked.fields["variants"], ("", ", where the brightest of all is 1,"), strict=True
    ):
        greys = variant["images"][:, 0, 0]
        received = _images(received, (len(greys), 16, 16, 3))
        expect_close(
            received,
            np.broadcast_to(greys.reshape(-1, 1, 1, 1) / 255.0, received.shape),
            what=f"the pixel of a plain image{told}",
            tolerance=1e-3,
            hint="Divide by 255, once, whatever the images show. A plain image looks the same at "
            "any size.",
        )


@check(pipelines.to_rgb, ask=call(stored_images(3, (8, 8)), 19))
def the_channels_are_the_same(answer):
    """Grey has as much red as green as blue."""
    received = _images(answer, (3, 19, 19, 3))
    expect(
        np.abs(received - received[..., :1]).max() < 1e-5,
        "Expected red, green and blue to be the same everywhere. Received: different ones.",
        "The channel axis is the last one. Give the image a channel first, then repeat it along "
        "axis=-1.",
    )


@check(
    pipelines.to_rgb,
    ask=call_each(
        variants=[
            {"images": stored_images(3, (8, 8)), "image_size": 19},
            {"images": stored_images(2, (6, 6)), "image_size": 18},
        ]
    ),
)
def resizes_bilinearly(answer, asked):
    """A new pixel lies between its neighbours and takes something of each."""
    for received, variant in zip(answer, asked.fields["variants"], strict=True):
        _expect_enlarged(
            received,
            variant["images"],
            variant["image_size"],
            'interpolation="bilinear". Interpolate fractions: cast to float32 and divide before '
            "resizing, or the result is rounded to whole grey levels.",
        )


@check(pipelines.to_rgb, ask=call(stored_images(2, (6, 9)), 14))
def height_and_width_stay_what_they_are(answer, asked):
    """An image that is wider than high becomes a square, and nothing is turned or cut off."""
    _expect_enlarged(
        answer,
        asked.args[0],
        14,
        "Both sides are resized to image_size, each from its own length. Nothing is cropped or "
        "padded.",
    )


@check(pipelines.to_rgb, ask=call(stored_images(2, (9, 9)), 9))
def the_same_size_is_only_coloured(answer, asked):
    """Where the images have that size already, the pixels keep their values."""
    _expect_enlarged(answer, asked.args[0], 9, "Resizing to the same size changes nothing.")


def _expect_enlarged(received, images, size, hint):
    received = _images(received, (len(images), size, size, 3))
    wanted = np.repeat(enlarged(images, size)[..., None], 3, axis=-1)
    # Rounding to whole grey levels, 1/255 each, makes errors of up to 0.002.
    expect_close(received, wanted, what="the pixel", tolerance=2e-4, hint=hint)


@check(
    pipelines.to_rgb,
    ask=apply_in_stream(
        stored_images(7, (8, 8)), batch_size=3, variants=[{"image_size": 12}, {"image_size": 21}]
    ),
)
def works_inside_a_stream(answer, asked):
    """It works on the batches of a stream, the last and smaller one too."""
    images = asked.fields["images"]
    for stream, variant in zip(answer, asked.fields["variants"], strict=True):
        size = variant["image_size"]
        expect(
            stream["shape"][1:] == [size, size, 3],
            f"Expected a stream of images whose shape ({size}, {size}, 3) is known beforehand. "
            f"Received: {stream['shape'][1:] or 'nothing is known'}.",
            "Functions of keras.ops and tensorflow know the shape; after NumPy inside "
            "tf.numpy_function, call set_shape.",
        )
        sizes = [len(batch) if batch.ndim else 0 for batch in stream["batches"]]
        expect(
            sizes == [3, 3, 1],
            f"Expected batches of 3, 3 and 1 images. Received: batches of {sizes[:9]}.",
            "One image out for each image in.",
        )
        for number, batch in enumerate(stream["batches"]):
            _expect_enlarged(
                batch,
                images[3 * number : 3 * number + 3],
                size,
                "Inside a stream as outside: the same pixels.",
            )


# --- models.scale_for_base

MEANS, DEVIATIONS = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])
CAFFE_MEANS = np.array([103.939, 116.779, 123.68])  # blue, green, red
MODES = ("tf", "torch", "caffe", "none")
HINTS = {
    "tf": "From [0, 1] to [-1, 1]: times 2, minus 1.",
    "torch": "(images - means) / deviations, with three numbers each, for images in [0, 1].",
    "caffe": "Times 255; then the channels in reverse, blue first; then minus the means, in "
    "that order too.",
    "none": "From [0, 1] to [0, 255], and nothing else.",
}


def scaled(images, mode):
    """What a base with this scaling takes."""
    images = images.astype(np.float64)
    return {
        "tf": lambda: 2 * images - 1,
        "torch": lambda: (images - MEANS) / DEVIATIONS,
        "caffe": lambda: 255 * images[..., ::-1] - CAFFE_MEANS,
        "none": lambda: 255 * images,
    }[mode]()


def _expect_scaled(received, images, mode):
    expect_close(
        expect_array(received, what=f'the result with mode="{mode}"', shape=images.shape),
        scaled(images, mode),
        what=f'with mode="{mode}", the pixel',
        tolerance=1e-4,
        hint=HINTS[mode],
    )


def _scales(mode: str) -> Question:
    return call(random_images(3, (4, 5, 3)), mode)


@check(models.scale_for_base, ask=_scales("tf"))
def tf_is_minus_1_to_1(answer, asked):
    """With "tf" black is -1 and white is 1."""
    _expect_scaled(answer, asked.args[0], "tf")


@check(models.scale_for_base, ask=_scales("torch"))
def torch_is_mean_and_deviation(answer, asked):
    """With "torch" each channel loses its mean and is divided by its deviation."""
    _expect_scaled(answer, asked.args[0], "torch")


@check(models.scale_for_base, ask=_scales("caffe"))
def caffe_is_blue_green_red(answer, asked):
    """With "caffe" blue comes first, and each channel loses its own mean."""
    _expect_scaled(answer, asked.args[0], "caffe")


@check(models.scale_for_base, ask=_scales("none"))
def none_is_0_to_255(answer, asked):
    """With "none" black is 0 and white is 255."""
    _expect_scaled(answer, asked.args[0], "none")


@check(
    models.scale_for_base,
    ask=call_each(random_images(2, (3, 3, 3)), variants=[{"mode": mode} for mode in MODES]),
)
def stays_float32(answer):
    """The dtype is float32 in all four modes."""
    for received, mode in zip(answer, MODES, strict=True):
        expect_array(
            received,
            what=f'the result with mode="{mode}"',
            dtype="float32",
            hint="A NumPy array of Python floats is float64 and makes the result so. "
            "np.float32([...]) is not.",
        )


@check(
    models.scale_for_base,
    ask=apply_in_model(random_images(2, (4, 4, 3)), variants=[{"mode": mode} for mode in MODES]),
)
def works_inside_a_model(answer, asked):
    """It works on the placeholder of keras.Input, and so becomes a part of a model."""
    for received, mode in zip(answer, MODES, strict=True):
        _expect_scaled(received, asked.fields["images"], mode)


def _expect_unchanged(answer, asked, in_place, anew):
    expect_close(
        answer[0],
        asked.args[0],
        what="the image after the call",
        hint=f"{in_place} changes the array that was passed in. {anew} makes a new one.",
    )


@check(models.scale_for_base, ask=arguments_after(random_images(2, (4, 4, 3)), mode="caffe"))
def leaves_the_images_alone(answer, asked):
    """The images passed in are the same afterwards."""
    _expect_unchanged(answer, asked, "images *= 255", "images * 255")


@check(models.scale_for_base, ask=arguments_after(random_images(2, (4, 4, 3)), mode="tf"))
def leaves_the_images_alone_with_tf(answer, asked):
    """With "tf", too, the images passed in are the same afterwards."""
    _expect_unchanged(answer, asked, "images *= 2", "images * 2")


@check(models.scale_for_base, ask=arguments_after(random_images(2, (4, 4, 3)), mode="torch"))
def leaves_the_images_alone_with_torch(answer, asked):
    """With "torch", too, the images passed in are the same afterwards."""
    _expect_unchanged(answer, asked, "images -= mean", "images - mean")


@check(models.scale_for_base, ask=arguments_after(random_images(2, (4, 4, 3)), mode="none"))
def leaves_the_images_alone_with_none(answer, asked):
    """With "none", too, the images passed in are the same afterwards."""
    _expect_unchanged(answer, asked, "images *= 255", "images * 255")


# Near ones: without exact comparison one of the four is found in each, or each in one of them.
UNKNOWN = ("pytorch", "torchvision", "caf", "TF", "none ", "")


@check(
    models.scale_for_base,
    ask=errors_from_each(
        random_images(1, (2, 2, 3)), variants=[{"mode": mode} for mode in UNKNOWN]
    ),
)
def refuses_an_unknown_mode(answer):
    """A mode that is none of the four is an error, a nearly right one too."""
    for refused, mode in zip(answer, UNKNOWN, strict=True):
        expect_error(
            refused,
            "ValueError",
            when=f'mode is "{mode}"',
            hint="An `else` for one of the four takes every other word for it. Compare the whole "
            "name, as it is, with ==. Raise ValueError at the end.",
        )
