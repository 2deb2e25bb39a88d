"""Where pretrained weights are looked for, and whether a file is what was published."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from fashionlab.data.places import DOWNLOAD, FASHIONLAB_DATA, Place, data_folder, keras_folder
from fashionlab.errors import DataCorrupted

KERAS_CACHE = "Keras cache"
SUMS = "SHA256SUMS"

# (file, time of change in ns, size in bytes): checked once per process.
_verified: set[tuple[str, int, int]] = set()


def locate_all() -> tuple[Place, ...]:
    """List the weight files in `FASHIONLAB_DATA/weights` and in Keras's own cache.

    Returns:
        One `Place` per file, in the order the places are tried; one that says so
        for a place that holds none.
    """
    folder = data_folder()
    given = (
        _list(FASHIONLAB_DATA, folder / "weights")
        if folder
        else (Place(FASHIONLAB_DATA, None, "the environment variable is not set", False),)
    )
    return (*given, *_list(KERAS_CACHE, keras_folder() / "models"))


def find_file(patterns: Sequence[str]) -> Path | None:
    """Find a weight file in `FASHIONLAB_DATA/weights` and check it.

    Keras looks into its own cache by itself, so only this folder is searched here.

    Args:
        patterns: Patterns of file names, such as "vgg16_*.h5".

    Returns:
        The file, or None if there is none. Of several, one without a classifier.

    Raises:
        DataCorrupted: If the file is not the one `SHA256SUMS` beside it names.
    """
    folder = data_folder()
    if folder is None:
        return None
    files = {file for pattern in patterns for file in (folder / "weights").glob(pattern)}
    if not files:
        return None
    file = min(files, key=lambda file: (not is_without_top(file), file.name))
    verify(file)
    return file


def is_without_top(file: Path) -> bool:
    """Say whether a file's name says that it holds no classifier, as Keras names them."""
    return "no_top" in file.name or "notop" in file.name


def verify(file: Path) -> None:
    """Compare a weight file with `SHA256SUMS` beside it, if that names the file.

    Args:
        file: The weight file.

    Raises:
        DataCorrupted: If the SHA-256 differs.
    """
    status = file.stat()
    stamp = (str(file), status.st_mtime_ns, status.st_size)
    expected = _recorded_sum(file)
    if expected is None or stamp in _verified:
        return
    with file.open("rb") as stream:
        digest = hashlib.sha256()
        while block := stream.read(1 << 20):
            digest.update(block)
    if digest.hexdigest() != expected:
        raise DataCorrupted(
            f"The weights in {file} are not what was published.\n"
            f"Expected SHA-256 {expected} ({SUMS} beside the file), found {digest.hexdigest()}.\n"
            f"What to do: put a fresh copy of {file.name} there, or remove it so that Keras "
            "downloads the weights."
        )
    _verified.add(stamp)


def not_found(base: str, patterns: Sequence[str], reason: str) -> Exception:
    """Make the error that names every place where weights were looked for.

    Args:
        base: Name of the base.
        patterns: The patterns of file names that were looked for.
        reason: Why they could not be downloaded.

    Returns:
        A `WeightsNotFound`, to be raised.
    """
    from fashionlab.errors import WeightsNotFound

    folder = data_folder()
    given = f"{folder / 'weights'}: no such file" if folder else "the variable is not set"
    return WeightsNotFound(
        f"The ImageNet weights of {base} are in none of the three places looked at:\n"
        f"  {FASHIONLAB_DATA}: {given}\n"
        f"  {KERAS_CACHE}: {keras_folder() / 'models'}: not there, or not whole\n"
        f"  {DOWNLOAD}: keras.applications failed: {reason}\n"
        f"What to do: connect to a network and try again; or put a file named "
        f"{' or '.join(patterns)} into the folder `weights` of FASHIONLAB_DATA; or build the "
        "network untrained with weights=None."
    )


def missing_file(base: str, file: Path) -> Exception:
    """Make the error for a weight file that was named and is not there.

    Args:
        base: Name of the base.
        file: The file that was named.

    Returns:
        A `WeightsNotFound`, to be raised.
    """
    from fashionlab.errors import WeightsNotFound

    return WeightsNotFound(
        f"The weights of {base} were to be read from {file}, and there is no such file. "
        f"Expected a weight file (.h5), 'imagenet', or None for an untrained network. "
        f"Received: weights={str(file)!r}."
    )


def _recorded_sum(file: Path) -> str | None:
    """Read the SHA-256 that `SHA256SUMS` gives for a file; None if it gives none."""
    try:
        lines = (file.parent / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    for line in lines:
        digest, _, name = line.partition(" ")
        if name.strip().lstrip("*") == file.name:
            return digest.lower()
    return None


def _list(place: str, folder: Path) -> tuple[Place, ...]:
    files = sorted(folder.glob("*.h5"))
    if not files:
        status = "no .h5 file" if folder.is_dir() else "no such folder"
        return (Place(place, folder, status, False),)
    return tuple(
        Place(place, file, f"found, {file.stat().st_size / 1e6:.1f} MB", True) for file in files
    )
