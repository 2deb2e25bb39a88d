"""Damaged and altered data files are named and never passed over."""

import numpy as np
import pytest

from fashionlab import data
from fashionlab.data import npz
from fashionlab.errors import DataCorrupted


def write_altered(path, arrays):
    altered = arrays["x_train"].copy()
    altered[7, 0, 0] ^= 1
    np.savez(path, **{**arrays, "x_train": altered})


def write_truncated(path, arrays):
    np.savez(path, **arrays)
    path.write_bytes(path.read_bytes()[:-100])


def write_flipped(path, arrays):
    np.savez(path, **arrays)
    raw = bytearray(path.read_bytes())
    raw[raw.index(arrays["x_train"].tobytes()) + 50] ^= 1
    path.write_bytes(bytes(raw))


def write_pickled(path, arrays):
    np.savez(path, **{**arrays, "x_train": np.array([{}], dtype=object)})


DAMAGE = {
    "altered": (write_altered, r"Array x_train: expected MD5 \w{32}, found MD5 \w{32}"),
    "truncated": (write_truncated, "empty, cut short"),
    "one bit flipped": (write_flipped, "array x_train cannot be read .*Bad CRC"),
    "empty": (lambda path, arrays: path.touch(), "empty, cut short"),
    "a folder": (lambda path, arrays: path.mkdir(), "found a folder"),
    "a link to nothing": (lambda path, arrays: path.symlink_to("gone"), "link to nothing"),
    "a pickle inside": (write_pickled, "array x_train cannot be read .*allow_pickle=False"),
    "an array missing": (
        lambda path, arrays: np.savez(path, y_train=arrays["y_train"]),
        r"array x_train is missing \(arrays found: \['y_train'\]\)",
    ),
    "float images": (
        lambda path, arrays: np.savez(path, **{**arrays, "x_train": arrays["x_train"] / 255}),
        r"expected uint8 of shape \(60, 4, 4\), found float64 of shape \(60, 4, 4\)",
    ),
    "another image size": (
        lambda path, arrays: np.savez(path, **{**arrays, "x_train": arrays["x_train"][:, 1:]}),
        r"expected uint8 of shape \(60, 4, 4\), found uint8 of shape \(60, 3, 4\)",
    ),
    "fewer labels": (
        lambda path, arrays: np.savez(path, **{**arrays, "y_train": arrays["y_train"][:9]}),
        r"Array y_train: expected shape \(60,\), found shape \(9,\)",
    ),
}


@pytest.mark.parametrize("place", ["data", "cache"])
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_named_and_never_passed_over(
    places, arrays, place, damage, serve, keras_pairs
):
    write, expected = DAMAGE[damage]
    places.cache.mkdir()
    path = getattr(places, place) / "fashion_mnist.npz"
    write(path, arrays)
    serve(lambda: keras_pairs(arrays))  # the next place would have it
    with pytest.raises(DataCorrupted, match=expected) as caught:
        data.load()
    assert str(path) in str(caught.value)
    assert "What to do: delete fashion_mnist.npz" in str(caught.value)


def test_a_file_altered_after_it_was_checked_is_caught(places, arrays):
    path = places.data / "fashion_mnist.npz"
    np.savez(path, **arrays)
    data.load()
    write_altered(path, arrays)
    with pytest.raises(DataCorrupted, match="x_train"):
        data.load()


def test_checksums_are_paid_for_once(places, arrays, monkeypatch):
    np.savez(places.data / "fashion_mnist.npz", **arrays)
    data.load()
    monkeypatch.setattr(npz, "array_md5", None)
    data.load()


def test_test_arrays_are_neither_read_nor_checked_before_they_are_opened(places, arrays):
    path = places.data / "fashion_mnist.npz"
    np.savez(path, **{**arrays, "x_test": arrays["x_test"] + 1})
    loaded = data.load()
    with pytest.raises(DataCorrupted, match="Array x_test"):
        loaded.open_test()
    assert "test=sealed" in repr(loaded)


def test_an_altered_download_is_refused_and_not_cached(places, arrays, serve, keras_pairs):
    serve(lambda: keras_pairs({**arrays, "x_train": arrays["x_train"] + 1}))
    with pytest.raises(DataCorrupted, match=r"keras\.datasets\.fashion_mnist.*\n.*x_train"):
        data.load()
    assert not places.cache.exists()
