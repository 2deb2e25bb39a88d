"""prepare_for: from stored images to the input of any image model."""

import numpy as np
import pytest

from fashionlab import pipelines
from fashionlab.errors import InvalidArgument


def grey(count=3, size=28):
    return np.random.default_rng(0).integers(0, 256, (count, size, size), dtype=np.uint8)


def colour(count=3, size=32):
    return np.random.default_rng(1).integers(0, 256, (count, size, size, 3), dtype=np.uint8)


def test_a_grey_image_of_the_right_size_is_only_scaled():
    images = grey()
    prepared = np.asarray(pipelines.prepare_for((None, 28, 28, 1))(images))
    assert prepared.dtype == np.float32
    np.testing.assert_array_equal(prepared[..., 0], images.astype(np.float32) / 255)


def test_a_colour_image_keeps_its_channels_in_order():
    images = colour()
    prepared = np.asarray(pipelines.prepare_for((32, 32, 3))(images))
    np.testing.assert_array_equal(prepared, images.astype(np.float32) / 255)


def test_a_grey_image_is_repeated_in_three_equal_channels_and_resized():
    images = np.zeros((1, 2, 2), np.uint8)
    images[0, :, 1] = 255
    prepared = np.asarray(pipelines.prepare_for((None, 2, 4, 3))(images))
    assert prepared.shape == (1, 2, 4, 3)
    # Bilinear, pixel centres kept: a quarter and three quarters of the way in between.
    for channel in range(3):
        np.testing.assert_allclose(prepared[0, 0, :, channel], [0, 0.25, 0.75, 1], atol=1e-6)


def test_making_images_smaller_averages_and_does_not_skip_pixels():
    stripes = np.zeros((1, 16, 16), np.uint8)
    stripes[:, :, ::2] = 255
    prepared = np.asarray(pipelines.prepare_for((None, 4, 4, 1))(stripes))
    np.testing.assert_allclose(prepared[0, :, 1:3], 0.5, atol=0.1)


def test_a_model_that_takes_any_size_gets_images_as_they_are():
    assert pipelines.prepare_for((None, None, None, 3))(grey()).shape == (3, 28, 28, 3)


def test_it_runs_in_a_dataset_and_the_batch_keeps_a_known_shape():
    batches = pipelines.make_dataset(
        grey(5), batch_size=2, preprocess=pipelines.prepare_for((None, 56, 56, 3))
    )
    assert batches.element_spec.shape == (None, 56, 56, 3)
    assert [len(batch) for batch in batches] == [2, 2, 1]


@pytest.mark.parametrize(
    ("images", "received"),
    [
        (grey().astype(np.float32) / 255, "float32, shape (3, 28, 28)"),
        (grey()[0], "uint8, shape (28, 28)"),
        (np.zeros((2, 28, 28, 4), np.uint8), "shape (2, 28, 28, 4)"),
    ],
    ids=["floats", "one image", "four channels"],
)
def test_other_batches_are_refused_and_named(images, received):
    with pytest.raises(InvalidArgument) as caught:
        pipelines.prepare_for((None, 28, 28, 3))(images)
    assert received in str(caught.value)
    assert "uint8 in [0, 255]" in str(caught.value)


def test_colour_images_do_not_fit_a_grey_model():
    with pytest.raises(InvalidArgument, match="1 channel"):
        pipelines.prepare_for((None, 32, 32, 1))(colour())


@pytest.mark.parametrize("shape", [(None, 784), (None, 28, 28, 2), (1, None, 28, 28, 1)])
def test_a_shape_that_is_no_image_model_is_refused(shape):
    with pytest.raises(InvalidArgument, match="image model"):
        pipelines.prepare_for(shape)
