"""Download a data set through `keras.datasets`."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator

import numpy as np

from fashionlab.data.catalogue import DatasetSpec
from fashionlab.data.npz import verify
from fashionlab.data.places import keras_folder
from fashionlab.errors import DataNotFound
from fashionlab.quiet import import_keras

TIMEOUT = 20  # seconds without a byte before a connection counts as dead


def download(spec: DatasetSpec) -> dict[str, np.ndarray]:
    """Download the arrays of a data set and check them.

    Args:
        spec: The data set.

    Returns:
        Array name to uint8 array, as in `<name>.npz`.

    Raises:
        DataNotFound: If it cannot be downloaded. The message is the reason alone.
        DataCorrupted: If what came is not what was published.
    """
    try:
        with timeout(TIMEOUT):
            arrays = _fetch(spec)
    # Keras raises a bare Exception when there is no network.
    except Exception as error:
        raise DataNotFound(f"{type(error).__name__}: {error}") from None
    for member, expected in spec.variants[0].items():
        verify(
            arrays[member],
            expected,
            member,
            where=f"the download (keras.datasets.{spec.name})",
            advice=f"delete what Keras kept in {keras_folder() / 'datasets'} and load again.",
        )
    return arrays


def _fetch(spec: DatasetSpec) -> dict[str, np.ndarray]:
    module = getattr(import_keras().datasets, spec.name)
    (x_train, y_train), (x_test, y_test) = module.load_data()
    arrays = {"x_train": x_train, "y_train": y_train, "x_test": x_test, "y_test": y_test}
    if spec.coarse_names:
        (_, coarse_train), (_, coarse_test) = module.load_data(label_mode="coarse")
        arrays |= {"y_train_coarse": coarse_train, "y_test_coarse": coarse_test}
    # Keras gives CIFAR labels as int64 of shape (n, 1).
    return {
        member: array if member.startswith("x") else array.reshape(-1).astype(np.uint8)
        for member, array in arrays.items()
    }


@contextlib.contextmanager
def timeout(seconds: float) -> Iterator[None]:
    """Give up on a silent network: urllib alone would wait for ever."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(seconds)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)
