"""Every base of keras.applications, with its own scaling and widths."""

import importlib

import numpy as np
import pytest

from fashionlab.errors import InvalidArgument, UnknownBase
from fashionlab.models import BASES, find_base
from fashionlab.models.bases import depth_layers, scale_input
from fashionlab.models.pretrained import build_body
from fashionlab.quiet import import_keras

NAMED = (
    "ConvNeXtTiny",
    "EfficientNetB0",
    "EfficientNetV2B0",
    "MobileNet",
    "MobileNetV2",
    "ResNet50",
    "VGG16",
)


def test_the_table_is_all_of_keras_applications():
    applications = import_keras().applications
    theirs = {name for name in dir(applications) if callable(getattr(applications, name))}
    assert set(BASES) == theirs


@pytest.mark.parametrize("name", sorted(BASES))
def test_scaling_is_what_keras_preprocesses_for_that_base(name):
    keras = import_keras()
    base = find_base(name)
    pixels = np.random.default_rng(0).integers(0, 256, (2, 5, 5, 3)).astype(np.float32)
    inputs = keras.Input((5, 5, 3))
    model = keras.Model(inputs, scale_input(base, inputs))
    module = importlib.import_module(f"keras.applications.{base.module}")
    wanted = module.preprocess_input(pixels.copy())
    np.testing.assert_allclose(np.asarray(model(pixels / 255)), wanted, atol=1e-4)


@pytest.mark.parametrize("name", NAMED)
def test_layers_of_several_depths_go_from_fine_to_coarse(name):
    body = build_body(name, image_size=64, weights=None)
    operations = {operation.name: operation for operation in body.operations}
    names = depth_layers(find_base(name), body)
    sizes = [operations[layer].output.shape[1] for layer in names]
    assert sizes == sorted(sizes, reverse=True)
    assert {16, 8, 4, 2} <= set(sizes) <= {32, 16, 8, 4, 2}
    # Numbers an image gives; where only the last layer counts it is 2,048 at most.
    assert sum(operations[layer].output.shape[-1] for layer in names) <= 5000


def test_an_unknown_base_names_the_nearest():
    with pytest.raises(UnknownBase, match="Did you mean 'EfficientNetB0'"):
        find_base("efficientnet_b0")
    with pytest.raises(UnknownBase, match="Did you mean 'MobileNet'"):
        find_base("mobilenet:0.75")


def test_a_width_is_part_of_the_name():
    assert find_base("MobileNet:0.75").alpha == 0.75
    assert find_base("MobileNet:0.75").label == "MobileNet:0.75"
    assert find_base("MobileNet:1").label == "MobileNet"
    narrow, wide = (
        build_body(f"MobileNetV2{w}", image_size=32, weights=None) for w in (":0.35", "")
    )
    assert narrow.count_params() < wide.count_params() / 4


@pytest.mark.parametrize("name", ["VGG16:0.5", "MobileNet:wide", "MobileNet:-1", "MobileNet:nan"])
def test_a_width_that_makes_no_sense_is_refused(name):
    with pytest.raises(InvalidArgument, match="width"):
        find_base(name)
