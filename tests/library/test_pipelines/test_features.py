"""The feature cache: whatever happens to it, no wrong row is ever used."""

import errno
import json
import os
import pathlib
import signal
import subprocess
import sys

import numpy as np
import pytest

from fashionlab import pipelines
from fashionlab.data import Split
from fashionlab.errors import CacheNotWritable, DataError, InvalidArgument
from fashionlab.pipelines import cached_features, feature_store
from fashionlab.quiet import import_keras
from fashionlab.tasks import separate_solutions, solves

ROOT = pathlib.Path(__file__).parents[3]
SHARD = 8  # images


def build_extractor(size=12, scale=1.0, activation="relu", name="tiny"):
    """A base in small: each call numbers its unnamed layers anew, as Keras does."""
    keras = import_keras()
    inputs = keras.Input((size, size, 3))
    x = keras.layers.Conv2D(4, 3, activation=activation, kernel_initializer="ones")(inputs)
    outputs = keras.layers.GlobalAveragePooling2D()(keras.layers.Rescaling(scale)(x))
    return keras.Model(inputs, outputs, name=name)


@pytest.fixture(scope="module")
def extractor():
    return build_extractor()


@pytest.fixture
def counting(extractor, monkeypatch):
    """How many images went through the extractor."""
    seen = []
    predict = extractor.predict

    def count(batches, **kwargs):
        rows = predict(batches, **kwargs)
        seen.append(len(rows))
        return rows

    monkeypatch.setattr(extractor, "predict", count)
    return seen


@pytest.fixture
def features_of(extractor, tmp_path):
    def compute(split, model=extractor, **settings):
        return cached_features(model, split, tmp_path, shard_size=SHARD, **settings)

    return compute


def manifest_of(folder):
    return next(folder.glob("*/manifest.json"))


def array_of(folder):
    return next(folder.glob("*/features.f16"))


def test_rows_are_those_of_the_extractor_in_order(extractor, make_split, features_of):
    split = make_split(20)
    features = features_of(split)
    assert (features.shape, features.dtype) == ((20, 4), np.float16)
    wanted = extractor.predict(
        np.asarray(pipelines.prepare_for(extractor.input_shape)(split.images)), verbose=0
    )
    np.testing.assert_allclose(features, wanted, rtol=2e-3)
    assert len(np.unique(features[:, 0])) > 10


def test_the_second_time_nothing_is_computed(make_split, features_of, counting):
    first = np.array(features_of(make_split(20)))
    assert counting == [8, 8, 4]
    np.testing.assert_array_equal(features_of(make_split(20)), first)
    assert counting == [8, 8, 4]


def test_rows_are_read_from_disk_and_cannot_be_changed(make_split, features_of):
    features = features_of(make_split(10))
    assert isinstance(features, np.memmap)
    with pytest.raises(ValueError, match="read-only"):
        features[0] = 0


def test_progress_counts_images_and_starts_with_what_is_there(make_split, features_of, tmp_path):
    calls = []
    features_of(make_split(20), on_progress=lambda done, total: calls.append((done, total)))
    assert calls == [(0, 20), (8, 20), (16, 20), (20, 20)]
    calls.clear()
    features_of(make_split(20), on_progress=lambda done, total: calls.append((done, total)))
    assert calls == [(20, 20)]


def test_an_extractor_built_again_finds_its_rows(make_split, features_of, tmp_path):
    features_of(make_split(10))
    features_of(make_split(10), model=build_extractor())
    assert len(list(tmp_path.iterdir())) == 1


def test_whatever_the_rows_depend_on_has_rows_of_its_own(make_split, features_of, tmp_path):
    one_pixel = make_split(10).images.copy()
    one_pixel[7, 3, 3] ^= 1
    changed = build_extractor()
    kernel, bias = changed.get_weights()
    kernel[0, 0, 0, 0] += 1e-6
    changed.set_weights([kernel, bias])
    variants = [
        (make_split(10), build_extractor()),
        (Split(one_pixel, make_split(10).labels), build_extractor()),
        (make_split(10), build_extractor(size=13)),
        (make_split(10), build_extractor(scale=2.0)),
        (make_split(10), build_extractor(activation="tanh")),
        (make_split(10), build_extractor(name="other")),
        (make_split(10), changed),
    ]
    for split, model in variants:
        features_of(split, model=model)
    assert len(list(tmp_path.iterdir())) == len(variants)


def test_an_altered_shard_is_made_again_and_said(make_split, features_of, tmp_path, counting):
    right = np.array(features_of(make_split(20)))
    with array_of(tmp_path).open("r+b") as file:
        file.seek(9 * 4 * 2)  # the second image of the second shard
        file.write(b"\x01\x02")
    counting.clear()
    lines = []
    np.testing.assert_array_equal(features_of(make_split(20), say=lines.append), right)
    assert counting == [8]
    assert "1 of 3 shards" in lines[0]


@pytest.mark.parametrize("keep", [0, 70], ids=["nothing", "one shard and a bit"])
def test_a_truncated_file_is_made_whole_again(
    make_split, features_of, tmp_path, counting, keep, capsys
):
    right = np.array(features_of(make_split(20)))
    os.truncate(array_of(tmp_path), keep)
    counting.clear()
    np.testing.assert_array_equal(features_of(make_split(20)), right)
    assert counting == ([8, 8, 4] if keep == 0 else [8, 4])
    assert "cut short" in capsys.readouterr().out


def test_a_missing_file_of_rows_is_made_again(make_split, features_of, tmp_path, capsys):
    right = np.array(features_of(make_split(20)))
    array_of(tmp_path).unlink()
    np.testing.assert_array_equal(features_of(make_split(20)), right)
    assert "made again" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "{", "[]", '{"shards": {"0": 1}}', '{"shards": 3}'])
def test_a_damaged_manifest_is_not_believed(make_split, features_of, tmp_path, counting, text):
    features_of(make_split(20))
    manifest_of(tmp_path).write_text(text)
    counting.clear()
    lines = []
    features_of(make_split(20), say=lines.append)
    assert counting == [8, 8, 4]
    assert "manifest.json is damaged" in lines[0]


@pytest.mark.parametrize(("name", "value"), [("cache", 0), ("keras", "2.0.0")])
def test_rows_of_another_version_are_ignored_with_a_line(
    make_split, features_of, tmp_path, counting, name, value
):
    features_of(make_split(20))
    manifest = json.loads(manifest_of(tmp_path).read_text())
    manifest["versions"][name] = value
    manifest_of(tmp_path).write_text(json.dumps(manifest))
    counting.clear()
    lines = []
    features_of(make_split(20), say=lines.append)
    assert counting == [8, 8, 4]
    assert f"{name} {value}" in lines[0]
    assert "ignored" in lines[0]


def test_another_shard_size_starts_afresh(extractor, make_split, tmp_path, counting):
    first = np.array(cached_features(extractor, make_split(20), tmp_path, shard_size=8))
    again = cached_features(extractor, make_split(20), tmp_path, shard_size=6)
    np.testing.assert_allclose(first, again, rtol=2e-3)
    assert counting == [8, 8, 4, 6, 6, 6, 2]


def test_a_full_disk_is_named_and_finished_shards_stay(
    make_split, features_of, counting, monkeypatch
):
    sync = os.fsync
    calls = []

    def full(descriptor):
        calls.append(descriptor)
        if len(calls) > 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(descriptor)

    monkeypatch.setattr(feature_store.os, "fsync", full)
    with pytest.raises(CacheNotWritable) as caught:
        features_of(make_split(20))
    assert "the disk is full" in str(caught.value)
    assert "2 of 3 shards are finished" in str(caught.value)
    monkeypatch.setattr(feature_store.os, "fsync", sync)
    counting.clear()
    features_of(make_split(20))
    assert counting == [4]


def test_too_little_room_is_said_before_the_work(make_split, features_of, counting, monkeypatch):
    usage = type("usage", (), {"free": 100})
    monkeypatch.setattr(feature_store.shutil, "disk_usage", lambda folder: usage)
    with pytest.raises(CacheNotWritable, match="are free"):
        features_of(make_split(20))
    assert counting == []


def test_a_folder_that_cannot_be_written_is_named(extractor, make_split, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CacheNotWritable, match="FASHIONLAB_CACHE"):
        cached_features(extractor, make_split(10), tmp_path / "file")


def test_the_cache_folder_is_the_default(extractor, make_split, tmp_path, monkeypatch):
    monkeypatch.setenv("FASHIONLAB_CACHE", str(tmp_path / "home"))
    cached_features(extractor, make_split(10))
    assert array_of(tmp_path / "home" / "features").exists()


def test_rows_that_are_no_numbers_are_refused(make_split, features_of):
    with pytest.raises(DataError, match="finite"):
        features_of(make_split(10), model=build_extractor(scale=1e9))


def test_a_pipeline_that_loses_images_is_noticed(make_split, features_of):
    with separate_solutions():

        @solves(pipelines.make_dataset)
        def make_dataset(
            images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None
        ):
            import tensorflow as tf

            dataset = tf.data.Dataset.from_tensor_slices(images)
            return dataset.batch(3, drop_remainder=True).map(preprocess)

        with pytest.raises(DataError, match="every image once"):
            features_of(make_split(10))


def test_no_images_are_refused(make_split, features_of):
    with pytest.raises(InvalidArgument, match="at least one image"):
        features_of(Split(np.zeros((0, 28, 28), np.uint8), np.zeros(0, np.int64)))


KILLED = """
import os, pathlib, signal, sys
import numpy as np
from fashionlab.data import Split
from fashionlab.filling import fill_from
from fashionlab.pipelines import cached_features, feature_store
from fashionlab.quiet import import_keras

keras = import_keras()
fill_from({solutions!r})
images = np.random.default_rng(0).integers(0, 256, (40, 6, 6), dtype=np.uint8)
inputs = keras.Input((6, 6, 1))
model = keras.Model(inputs, keras.layers.Flatten()(inputs), name="flat")
moment, folder = int(sys.argv[1]), sys.argv[2]
calls = 0

def dying(function):
    def call(*args, **kwargs):
        global calls
        calls += 1
        if calls == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **kwargs)
    return call

# A shard passes fsync, then the new manifest's replace.
os.fsync, os.replace = dying(os.fsync), dying(os.replace)
done = []
features = cached_features(
    model, Split(images, np.zeros(40, np.int64)), folder, shard_size=8,
    on_progress=lambda finished, total: done.append(finished),
)
np.testing.assert_allclose(features, images.reshape(40, 36) / 255, rtol=1e-3)
print(done[0])
"""


@pytest.mark.parametrize(("moment", "finished"), [(3, 8), (6, 16)], ids=["writing", "renaming"])
def test_a_killed_program_goes_on_where_it_was(tmp_path, moment, finished):
    program = KILLED.format(solutions=str(ROOT / "solutions" / "ch01_data.py"))

    def run(moment):
        command = [sys.executable, "-c", program, str(moment), str(tmp_path)]
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT)

    assert run(moment).returncode == -signal.SIGKILL
    again = run(0)
    assert again.returncode == 0, again.stderr
    assert int(again.stdout) == finished
