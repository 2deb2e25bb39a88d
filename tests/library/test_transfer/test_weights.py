"""Pretrained weights: found in order, checked, and put into the right network."""

import hashlib
import os
from pathlib import Path

import h5py
import numpy as np
import pytest
from keras.src.legacy.saving import legacy_h5_format

from fashionlab.data import weights
from fashionlab.errors import DataCorrupted, WeightsNotFound
from fashionlab.models import find_base
from fashionlab.models.pretrained import best_weights, build_body
from fashionlab.quiet import import_keras

FOLDER = os.environ.get("FASHIONLAB_DATA")
NARROW = "MobileNet:0.25"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty FASHIONLAB_DATA/weights, no Keras cache, no network."""
    (tmp_path / "weights").mkdir()
    monkeypatch.setenv("FASHIONLAB_DATA", str(tmp_path))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.setattr(weights, "_verified", set())

    def no_network(*args, **kwargs):
        raise Exception("URL fetch failure: Name or service not known")

    applications = import_keras().applications
    full = applications.MobileNet

    def mobilenet(weights=None, **settings):
        return no_network() if weights == "imagenet" else full(weights=weights, **settings)

    monkeypatch.setattr(applications, "MobileNet", mobilenet)
    return tmp_path / "weights"


@pytest.fixture(scope="module")
def trained():
    """The whole network, classifier included, with weights that stand for trained ones."""
    import_keras().utils.set_random_seed(5)
    return import_keras().applications.MobileNet(alpha=0.25, weights=None)


@pytest.fixture(scope="module")
def body(trained):
    keras = import_keras()
    model = keras.applications.MobileNet(
        alpha=0.25, weights=None, include_top=False, input_shape=(224, 224, 3)
    )
    model.set_weights(trained.get_weights()[: len(model.weights)])
    return model


@pytest.mark.parametrize("place", ["weights", "keras/models"])
def test_the_best_weights_are_those_at_hand(folder, tmp_path, place):
    assert best_weights(NARROW) is None
    (tmp_path / place).mkdir(parents=True, exist_ok=True)
    (tmp_path / place / "mobilenet_2_5_224_tf_no_top.h5").touch()
    assert best_weights(NARROW) == "imagenet"


def same(model, other):
    pairs = zip(model.get_weights(), other.get_weights(), strict=True)
    return all(np.array_equal(one, two) for one, two in pairs)


@pytest.mark.parametrize(
    "file",
    [
        "mobilenet_v1_0.25_224.weights.h5",
        "MobileNet_0.25.weights.h5",
        "mobilenet_v1_0.25_224_no_top.weights.h5",
        # Keras's own published files are of an older format.
        "mobilenet_2_5_224_tf.h5",
        "mobilenet_2_5_224_tf_no_top.h5",
    ],
)
def test_weights_with_and_without_a_classifier_fill_the_body(folder, trained, body, file):
    source = body if "no_top" in file else trained
    if file.endswith(".weights.h5"):
        source.save_weights(folder / file)
    else:
        with h5py.File(folder / file, "w") as stream:
            legacy_h5_format.save_weights_to_hdf5_group(stream, source)
    assert same(build_body(NARROW, image_size=64), body)


def test_a_file_named_by_the_caller_is_used(folder, body, tmp_path):
    body.save_weights(tmp_path / "mine.weights.h5")
    assert same(build_body(NARROW, image_size=32, weights=tmp_path / "mine.weights.h5"), body)


def test_an_altered_file_is_refused_by_its_checksum(folder, trained):
    file = folder / "mobilenet_v1_0.25_224.weights.h5"
    trained.save_weights(file)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    (folder / "SHA256SUMS").write_text(f"{'0' * 64}  other.h5\n{digest}  {file.name}\n")
    build_body(NARROW, image_size=32)
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    with pytest.raises(DataCorrupted, match="not what was published"):
        build_body(NARROW, image_size=32)


def test_a_file_cut_short_is_refused_without_a_checksum(folder, trained):
    file = folder / "mobilenet_v1_0.25_224.weights.h5"
    trained.save_weights(file)
    os.truncate(file, file.stat().st_size // 2)
    with pytest.raises(DataCorrupted, match="cannot be loaded"):
        build_body(NARROW, image_size=32)


def test_weights_of_another_width_are_refused(folder, body, tmp_path):
    body.save_weights(tmp_path / "narrow.weights.h5")
    with pytest.raises(DataCorrupted, match=r"MobileNet:0\.5"):
        build_body("MobileNet:0.5", image_size=32, weights=tmp_path / "narrow.weights.h5")


def test_nowhere_names_every_place(folder):
    with pytest.raises(WeightsNotFound) as caught:
        build_body(NARROW, image_size=32)
    message = str(caught.value)
    for part in ("FASHIONLAB_DATA", str(folder), "Keras cache", "download", "Name or service"):
        assert part in message


def test_a_named_file_that_is_missing_is_named(folder):
    with pytest.raises(WeightsNotFound, match=r"missing\.h5"):
        build_body(NARROW, image_size=32, weights="missing.h5")


@pytest.mark.parametrize(
    ("base", "file"),
    [
        ("MobileNet:0.75", "mobilenet_7_5_224_tf_no_top.h5"),
        ("MobileNet", "mobilenet_1_0_224_tf_no_top.h5"),
        (
            "MobileNetV2:0.35",
            "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_224_no_top.h5",
        ),
        ("EfficientNetB0", "efficientnetb0_notop.h5"),
        ("EfficientNetV2B0", "efficientnetv2-b0_notop.h5"),
        ("ConvNeXtTiny", "convnext_tiny_notop.h5"),
        ("ResNet50", "resnet50_weights_tf_dim_ordering_tf_kernels_notop.h5"),
        ("VGG16", "vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5"),
    ],
)
def test_files_named_as_keras_names_them_are_found(folder, base, file):
    (folder / file).write_bytes(b"")
    for other in ("MobileNet:0.75", "MobileNet", "MobileNetV2:0.35", "ResNet50V2", "VGG19"):
        if other != base:
            assert weights.find_file(find_base(other).weight_patterns) is None
    assert weights.find_file(find_base(base).weight_patterns) == folder / file


def real(name):
    """Skip, saying what is missing, where the file is not at hand."""
    there = FOLDER and (Path(FOLDER) / "weights" / name).exists()
    where = "FASHIONLAB_DATA/weights" if FOLDER else "FASHIONLAB_DATA is not set: no"
    return pytest.mark.skipif(not there, reason=f"{where} {name}: real weights not checked")


@real("mobilenet_v1_0.75_224.weights.h5")
def test_the_real_mobilenet_is_trained_and_whole():
    body = build_body("MobileNet:0.75", image_size=32)
    assert body.count_params() == 1_832_976
    # Trained statistics are far from the 0 and 1 that Keras starts with.
    norm = body.get_layer("conv_pw_13_bn")
    assert np.asarray(norm.moving_variance).std() > 0.01


@real("mobilenet_v2_0.35_224_no_top.weights.h5")
def test_the_real_mobilenet_v2_is_trained_and_whole():
    body = build_body("MobileNetV2:0.35", image_size=32)
    assert np.asarray(body.get_layer("Conv_1_bn").moving_variance).std() > 0.01
