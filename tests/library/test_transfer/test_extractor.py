"""Feature extractors: the pooled outputs of the layers they promise."""

import numpy as np
import pytest

from fashionlab.errors import InvalidArgument
from fashionlab.models import build_feature_extractor, build_head, find_base, join
from fashionlab.models.bases import depth_layers
from fashionlab.models.pretrained import build_body
from fashionlab.quiet import import_keras

SIZE = 32
NARROW = "MobileNet:0.25"


@pytest.fixture(scope="module")
def images():
    return np.random.default_rng(0).random((4, SIZE, SIZE, 3), np.float32)


@pytest.fixture(scope="module", params=["last", "several"])
def extractor(request):
    import_keras().utils.set_random_seed(0)
    return build_feature_extractor(NARROW, image_size=SIZE, depths=request.param, weights=None)


def test_features_are_the_averages_of_the_bases_own_layers(extractor, images):
    keras = import_keras()
    body = build_body(NARROW, image_size=SIZE, weights=None)
    body.set_weights(extractor.get_weights())
    several = "several" in extractor.name
    names = depth_layers(find_base(NARROW), body) if several else ["conv_pw_13_relu"]
    taps = keras.Model(body.input, [body.get_layer(name).output for name in names])
    maps = taps.predict(images * 2 - 1, verbose=0)
    maps = maps if several else [maps]
    wanted = np.concatenate([found.mean(axis=(1, 2)) for found in maps], axis=1)
    found = extractor.predict(images, verbose=0)
    assert found.shape[1] == extractor.output_shape[1] == wanted.shape[1]
    np.testing.assert_allclose(found, wanted, atol=1e-5)


def test_nothing_of_it_learns(extractor):
    assert extractor.trainable_weights == []


def test_flip_averages_an_image_and_its_mirror_image(images):
    settings = {"image_size": SIZE, "depths": "several", "weights": None}
    plain = build_feature_extractor(NARROW, **settings)
    both = build_feature_extractor(NARROW, **settings, flip=True)
    both.set_weights(plain.get_weights())
    wanted = (np.asarray(plain(images)) + np.asarray(plain(images[:, :, ::-1]))) / 2
    np.testing.assert_allclose(np.asarray(both(images)), wanted, atol=1e-5)


def test_several_bases_stand_side_by_side(images):
    one = build_feature_extractor((NARROW, "MobileNetV2:0.35"), image_size=SIZE, weights=None)
    assert one.output_shape == (None, 256 + 1280)
    assert one.name == "MobileNet_0.25-MobileNetV2_0.35-32px-last"


def test_joined_with_a_head_it_classifies_images(extractor, images):
    head = build_head(extractor.output_shape[1], 7)
    model = join(extractor, head)
    assert model.input_shape == (None, SIZE, SIZE, 3)
    rows = np.asarray(model(images))
    np.testing.assert_allclose(rows, np.asarray(head(extractor(images))), atol=1e-6)
    np.testing.assert_allclose(rows.sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize(
    ("base", "settings", "message"),
    [
        ((), {}, "at least one base"),
        (NARROW, {"depths": "all"}, "depths='all'"),
        ((NARROW, NARROW), {"weights": "file.h5"}, "several bases"),
    ],
)
def test_other_arguments_are_refused(base, settings, message):
    with pytest.raises(InvalidArgument, match=message):
        build_feature_extractor(base, **({"image_size": SIZE, "weights": None} | settings))
