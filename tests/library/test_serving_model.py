"""A model kept in a folder, asked about pictures, exported."""

import json
import pathlib
import shutil

import numpy as np
import pytest
from PIL import Image

from fashionlab import serving
from fashionlab.data.class_names import FASHION_NAMES
from fashionlab.errors import (
    CacheNotWritable,
    DataCorrupted,
    DataNotFound,
    InvalidArgument,
    NotImplementedYet,
)
from fashionlab.filling import fill_from
from fashionlab.quiet import import_keras
from fashionlab.tasks import separate_solutions

IMAGES = np.random.default_rng(0).integers(0, 256, (16, 28, 28), dtype=np.uint8)


@pytest.fixture(autouse=True, scope="module")
def solved():
    solutions = pathlib.Path(__file__).resolve().parents[2] / "solutions"
    with separate_solutions():
        fill_from(solutions / "ch12_shipping.py")
        yield


def tiny_cnn(channels=1, size=28, classes=10):
    keras = import_keras()
    keras.utils.set_random_seed(0)
    return keras.Sequential(
        [
            keras.Input((size, size, channels)),
            keras.layers.Conv2D(4, 3, activation="relu", kernel_initializer="he_normal"),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )


@pytest.fixture(scope="module")
def model():
    return tiny_cnn()


@pytest.fixture(scope="module")
def folder(model, tmp_path_factory):
    path = tmp_path_factory.mktemp("models") / "tiny"
    return serving.save_model(
        model,
        path,
        class_names=FASHION_NAMES,
        dataset="fashion_mnist",
        record={"validation_accuracy": 0.5},
    )


@pytest.fixture(scope="module")
def predictor(folder):
    return serving.Predictor(folder)


@pytest.fixture
def copy(folder, tmp_path):
    return shutil.copytree(folder, tmp_path / "copy")


def asked(model, images):
    return model.predict(images[..., None] / np.float32(255), verbose=0)


# Saved and loaded


def test_a_saved_model_comes_back_with_what_is_known_about_it(model, folder):
    saved = serving.load_model(folder)
    np.testing.assert_array_equal(asked(saved.model, IMAGES), asked(model, IMAGES))
    info = saved.info
    assert (info.name, info.dataset) == ("tiny", "fashion_mnist")
    assert info.class_names == FASHION_NAMES
    assert (info.input_shape, info.image_shape) == ((28, 28, 1), (28, 28))
    assert info.parameters == model.count_params()
    assert info.record == {"validation_accuracy": 0.5}
    assert set(info.versions) >= {"keras", "numpy", "python"}
    assert sorted(path.name for path in folder.iterdir()) == ["model.json", "model.keras"]


def test_class_names_must_fit_the_outputs(model, tmp_path):
    with pytest.raises(InvalidArgument, match="10"):
        serving.save_model(model, tmp_path, class_names=("a", "b"), dataset="fashion_mnist")


def test_a_folder_that_cannot_be_written_is_said(model, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CacheNotWritable, match="file"):
        serving.save_model(
            model, tmp_path / "file", class_names=FASHION_NAMES, dataset="fashion_mnist"
        )


def test_a_save_that_fails_leaves_the_model_that_was_there(copy, monkeypatch):
    before = {path.name: path.read_bytes() for path in copy.iterdir()}
    other = tiny_cnn()

    def full_disk(self, *arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(other), "save", full_disk)
    with pytest.raises(CacheNotWritable, match="No space left"):
        serving.save_model(other, copy, class_names=FASHION_NAMES, dataset="fashion_mnist")
    assert {path.name: path.read_bytes() for path in copy.iterdir()} == before


def test_nothing_there_is_said(tmp_path):
    for path in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(DataNotFound, match="fashionlab train"):
            serving.load_model(path)


@pytest.mark.parametrize("kept", [0, 100, -1], ids=["empty", "cut short", "one byte missing"])
def test_a_damaged_model_file_is_refused(copy, kept):
    content = (copy / "model.keras").read_bytes()
    (copy / "model.keras").write_bytes(content[:kept])
    with pytest.raises(DataCorrupted, match="SHA-256"):
        serving.load_model(copy)


def rewrite(folder, **changes):
    info = json.loads((folder / "model.json").read_text())
    info.update(changes)
    (folder / "model.json").write_text(json.dumps(info))


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"format": 1}', '{"format": 1, "name": 3}'], ids=repr
)
def test_metadata_that_is_none_is_refused(copy, text):
    (copy / "model.json").write_text(text)
    with pytest.raises(DataCorrupted, match=r"model\.json"):
        serving.load_model(copy)


def test_a_newer_format_is_refused(copy):
    rewrite(copy, format=2)
    with pytest.raises(InvalidArgument, match="newer fashionlab"):
        serving.load_model(copy)


@pytest.mark.parametrize(
    "changes",
    [{"class_names": ["a", "b"]}, {"input_shape": [32, 32, 1]}, {"image_shape": 3}],
    ids=str,
)
def test_metadata_of_another_model_is_refused(copy, changes):
    rewrite(copy, **changes)
    with pytest.raises(DataCorrupted, match=r"model\.json"):
        serving.load_model(copy)


def test_a_model_that_carries_python_code_is_not_run(tmp_path):
    keras = import_keras()
    model = keras.Sequential([keras.Input((4, 4, 1)), keras.layers.Lambda(lambda x: x[:, 0, 0])])
    folder = serving.save_model(model, tmp_path, class_names=("one",), dataset="own")
    with pytest.raises(DataCorrupted, match="Keras could not load"):
        serving.load_model(folder)


# Asked


def test_stored_images_get_the_model_s_own_probabilities(model, predictor):
    np.testing.assert_allclose(predictor.probabilities(IMAGES), asked(model, IMAGES), atol=1e-6)


def test_a_picture_gets_the_probabilities_of_its_pixels(model, predictor, tmp_path):
    Image.fromarray(IMAGES[3]).save(tmp_path / "three.png")
    said = predictor.predict(tmp_path / "three.png")
    np.testing.assert_allclose(said.probabilities, asked(model, IMAGES[3:4])[0], atol=1e-6)
    np.testing.assert_array_equal(said.image, IMAGES[3])
    assert said.seconds > 0


def test_the_ranking_is_sorted_and_named(predictor):
    said = predictor.predict(IMAGES[0])
    names, shares = zip(*said.ranking(), strict=True)
    assert list(shares) == sorted(shares, reverse=True)
    assert set(names) == set(FASHION_NAMES)
    assert names[0] == FASHION_NAMES[said.class_index]
    assert said.ranking(3) == said.ranking()[:3]


def test_a_grey_picture_reaches_a_large_colour_model(tmp_path):
    model = tiny_cnn(channels=3, size=64)
    path = serving.save_model(model, tmp_path, class_names=FASHION_NAMES, dataset="fashion_mnist")
    predictor = serving.Predictor(path)
    assert predictor.info.image_shape == (28, 28)
    assert predictor.predict(IMAGES[0]).probabilities.sum() == pytest.approx(1, abs=1e-5)


# Exported


@pytest.mark.parametrize(("quantize", "tolerance"), [(None, 1e-5), ("dynamic_range", 0.05)])
def test_an_export_says_the_same(model, tmp_path, quantize, tolerance):
    path = serving.export_tflite(model, tmp_path / "new" / "tiny.tflite", quantize=quantize)
    parity = serving.check_parity(model, path, IMAGES, tolerance)
    assert parity.passed, parity
    assert parity.images == len(IMAGES)
    assert "agrees" in str(parity)


def test_parity_fails_for_another_model(model, tmp_path):
    path = serving.export_tflite(model, tmp_path / "tiny.tflite")
    other = tiny_cnn()
    other.set_weights([weights[..., ::-1] for weights in model.get_weights()])
    parity = serving.check_parity(other, path, IMAGES)
    assert not parity.passed
    assert parity.largest_difference > 0.01
    assert "DIFFERS" in str(parity)


def test_parity_fails_for_not_a_number(tmp_path):
    model = tiny_cnn()
    path = serving.export_tflite(model, tmp_path / "tiny.tflite")
    model.set_weights([weights * np.nan for weights in model.get_weights()])
    parity = serving.check_parity(model, path, IMAGES)
    assert not parity.passed
    assert np.isnan(parity.largest_difference)


def test_parity_is_measured_by_the_learners_function(model, tmp_path):
    from fashionlab import solves

    path = serving.export_tflite(model, tmp_path / "tiny.tflite")
    with separate_solutions():
        with pytest.raises(NotImplementedYet, match=r"ch12_shipping\.ipynb"):
            serving.check_parity(model, path, IMAGES)

        @solves(serving.measure_parity)
        def measure_parity(expected, received, *, tolerance=1e-5):
            return {"largest_difference": 7.0, "same_class": 0.5, "passed": True}

        parity = serving.check_parity(model, path, IMAGES)
    assert (parity.largest_difference, parity.same_class, parity.passed) == (7.0, 0.5, True)


def test_exports_that_cannot_be_are_said(model, tmp_path):
    with pytest.raises(InvalidArgument, match="int4"):
        serving.export_tflite(model, tmp_path / "x.tflite", quantize="int4")
    (tmp_path / "file").write_text("")
    with pytest.raises(CacheNotWritable):
        serving.export_tflite(model, tmp_path / "file" / "x.tflite")
    with pytest.raises(DataNotFound):
        serving.TFLiteModel(tmp_path / "nowhere.tflite")
    (tmp_path / "bad.tflite").write_bytes(b"not a model")
    with pytest.raises(DataCorrupted, match=r"bad\.tflite"):
        serving.TFLiteModel(tmp_path / "bad.tflite")


def test_parity_needs_images_that_fit(model, tmp_path):
    path = serving.export_tflite(model, tmp_path / "tiny.tflite")
    for images in (IMAGES[:0], np.zeros((2, 14, 14, 1), np.float32)):
        with pytest.raises(InvalidArgument, match="28"):
            serving.check_parity(model, path, images)
