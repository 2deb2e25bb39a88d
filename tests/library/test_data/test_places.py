"""Where a data set is looked for, and what is said when it is not there."""

import socket
import sys
import zipfile

import numpy as np
import pytest

from fashionlab import data
from fashionlab.data import weights
from fashionlab.errors import DataNotFound


def test_fashionlab_data_comes_before_the_cache(places, arrays):
    places.cache.mkdir()
    np.savez(places.data / "fashion_mnist.npz", **arrays)
    np.savez(places.cache / "fashion_mnist.npz", **arrays)
    assert data.load().source == "FASHIONLAB_DATA"
    (places.data / "fashion_mnist.npz").unlink()
    assert data.load().source == "cache"


def test_a_download_is_cached_and_used_from_there(places, arrays, serve, keras_pairs):
    serve(lambda: keras_pairs(arrays))
    first = data.load()
    serve(None)
    second = data.load()
    assert (first.source, second.source) == ("download", "cache")
    np.testing.assert_array_equal(first.train.images, second.train.images)
    np.testing.assert_array_equal(first.open_test().images, arrays["x_test"])
    left = {path.name for path in places.cache.iterdir()}
    assert left == {"fashion_mnist.npz", "fashion_mnist.md5.json"}


def test_an_unwritable_cache_warns_and_loses_nothing(places, arrays, serve, keras_pairs):
    places.cache.write_text("a file where the folder should be")
    serve(lambda: keras_pairs(arrays))
    with pytest.warns(
        UserWarning, match=r"(?s)fashion_mnist\.npz cannot be written.*FASHIONLAB_CACHE"
    ):
        loaded = data.load()
    assert loaded.source == "download"
    np.testing.assert_array_equal(loaded.open_test().labels, arrays["y_test"])


def test_a_cache_that_fails_half_way_leaves_no_file(
    places, arrays, monkeypatch, serve, keras_pairs
):
    def full_disk(file, **members):
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full_disk)
    serve(lambda: keras_pairs(arrays))
    with pytest.warns(UserWarning, match="No space left on device"):
        data.load()
    assert [path.name for path in places.cache.iterdir()] == ["fashion_mnist.md5.json"]


def test_not_found_names_every_place_and_the_way_out(places, arrays):
    with pytest.raises(DataNotFound) as caught:
        data.load()
    message = str(caught.value)
    assert f"{places.data / 'fashion_mnist.npz'}: no such file" in message
    assert f"{places.cache / 'fashion_mnist.npz'}: no such folder" in message
    assert "keras.datasets.fashion_mnist failed: Exception: URL fetch failure" in message
    assert 'load("synthetic_fashion")' in message
    # One message, no traceback of urllib before it.
    assert caught.value.__suppress_context__


def test_not_found_says_when_the_variable_is_not_set(arrays, monkeypatch):
    monkeypatch.delenv("FASHIONLAB_DATA")
    with pytest.raises(DataNotFound, match="FASHIONLAB_DATA: the environment variable is not set"):
        data.load()


def test_without_keras_the_message_says_so(arrays, monkeypatch):
    monkeypatch.setitem(sys.modules, "keras", None)
    with pytest.raises(DataNotFound, match="import of keras halted"):
        data.load()
    assert "keras is not installed" in data.locate()[-1].status


def test_a_silent_network_is_given_up_and_the_process_keeps_its_own_timeout(arrays, serve):
    during = []

    def load_data():
        during.append(socket.getdefaulttimeout())
        raise TimeoutError("timed out")

    serve(load_data)
    before = socket.getdefaulttimeout()
    with pytest.raises(DataNotFound, match="timed out"):
        data.load()
    assert during == [20]
    assert socket.getdefaulttimeout() == before


def test_locate_and_best_available_look_without_loading(places, arrays):
    assert data.best_available() == "synthetic_fashion"
    (places.data / "fashion_mnist.npz").write_bytes(b"not a zip file")
    found = {place.place: place for place in data.locate("fashion_mnist")}
    assert list(found) == ["FASHIONLAB_DATA", "cache", "download"]
    assert "damaged" in found["FASHIONLAB_DATA"].status
    assert not found["cache"].found
    # A damaged file is never passed over for drawn images.
    assert data.best_available() == "fashion_mnist"


def test_locate_describes_a_good_file_and_a_folder(places, arrays):
    np.savez(places.data / "fashion_mnist.npz", **arrays)
    (places.cache / "fashion_mnist.npz").mkdir(parents=True)
    given, cache, _ = data.locate()
    assert (given.status, given.found) == ("found, 0.0 MB", True)
    assert cache.status == "a folder, not a file"


def test_the_cache_folder_follows_the_environment(tmp_path, monkeypatch):
    monkeypatch.delenv("FASHIONLAB_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert data.locate()[1].path == tmp_path / "xdg" / "fashionlab" / "fashion_mnist.npz"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert data.locate()[1].path == tmp_path / "home/.cache/fashionlab/fashion_mnist.npz"


def test_weights_are_listed_from_both_places(places, tmp_path):
    (places.data / "weights").mkdir()
    (places.data / "weights" / "base.weights.h5").write_bytes(b"x" * 200_000)
    given, keras_cache = weights.locate_all()
    assert (given.path.name, given.status) == ("base.weights.h5", "found, 0.2 MB")
    assert (keras_cache.place, keras_cache.found) == ("Keras cache", False)


def test_the_cache_is_written_without_pickles(places, arrays, serve, keras_pairs):
    serve(lambda: keras_pairs(arrays))
    data.load()
    names = zipfile.ZipFile(places.cache / "fashion_mnist.npz").namelist()
    assert sorted(names) == ["x_test.npy", "x_train.npy", "y_test.npy", "y_train.npy"]
