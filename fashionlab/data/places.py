"""Where data files are looked for, and what is there. Nothing is loaded here."""

from __future__ import annotations

import importlib.util
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path

from fashionlab.data import catalogue

FASHIONLAB_DATA = "FASHIONLAB_DATA"
CACHE = "cache"
DOWNLOAD = "download"
EMBEDDED = "embedded"


@dataclass(frozen=True)
class Place:
    """One place that was looked at.

    Attributes:
        place: "FASHIONLAB_DATA", "cache", "Keras cache", "download" or "embedded".
        path: The file or folder looked for; None where there is no path.
        status: What is there, in words.
        found: Whether something is there. It may still be damaged: only
            `load` reads it.
    """

    place: str
    path: Path | None
    status: str
    found: bool


def data_folder() -> Path | None:
    """Return the folder named by FASHIONLAB_DATA, or None if it is not set."""
    value = os.environ.get("FASHIONLAB_DATA")
    return Path(os.path.expanduser(value)) if value else None


def cache_folder() -> Path:
    """Return the cache folder, which need not exist yet.

    FASHIONLAB_CACHE names it; else it is `fashionlab` in XDG_CACHE_HOME; else
    `~/.cache/fashionlab`.
    """
    value = os.environ.get("FASHIONLAB_CACHE")
    if value:
        return Path(os.path.expanduser(value))
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join("~", ".cache")
    return Path(os.path.expanduser(base)) / "fashionlab"


def keras_folder() -> Path:
    """Return Keras's own folder, which need not exist yet."""
    return Path(os.path.expanduser(os.environ.get("KERAS_HOME") or os.path.join("~", ".keras")))


def locate(name: str = "fashion_mnist") -> tuple[Place, ...]:
    """Say what is found in each place a data set is looked for.

    Args:
        name: One of `DATASETS`.

    Returns:
        One `Place` per place, in the order `load` tries them. No file is read
        beyond its last bytes and nothing is downloaded.

    Raises:
        UnknownDataset: If there is no data set of that name.
    """
    if catalogue.find(name).is_synthetic:
        return (Place(EMBEDDED, None, "drawn by the program, always there", True),)
    folder = data_folder()
    return (
        _look(FASHIONLAB_DATA, folder / f"{name}.npz")
        if folder
        else Place(FASHIONLAB_DATA, None, "the environment variable is not set", False),
        _look(CACHE, cache_folder() / f"{name}.npz"),
        _look_at_keras(name),
    )


def best_available(name: str = "fashion_mnist") -> str:
    """Choose between the real data set and the drawn one, without a download.

    Args:
        name: The data set wanted.

    Returns:
        `name` if its file is in FASHIONLAB_DATA or in the cache, otherwise
        "synthetic_fashion". Say which one you use.
    """
    return name if any(place.found for place in locate(name)) else "synthetic_fashion"


def _look(place: str, path: Path) -> Place:
    """Describe what is at `path`. Whatever is there counts as found, even a folder."""
    if not os.path.lexists(path):
        where = "no such file" if path.parent.is_dir() else f"no such folder: {path.parent}"
        return Place(place, path, where, False)
    if path.is_dir():
        return Place(place, path, "a folder, not a file", True)
    if not zipfile.is_zipfile(path):
        return Place(place, path, "damaged: not an npz file", True)
    return Place(place, path, f"found, {path.stat().st_size / 1e6:.1f} MB", True)


def _look_at_keras(name: str) -> Place:
    """Describe the download, which is never tried here."""
    installed = importlib.util.find_spec("keras") is not None
    status = "not tried" if installed else "not possible: keras is not installed"
    return Place(DOWNLOAD, None, f"keras.datasets.{name}: {status}", False)
