"""Where pretrained weights are looked for. Nothing is loaded here."""

from __future__ import annotations

from pathlib import Path

from fashionlab.data.places import FASHIONLAB_DATA, Place, data_folder, keras_folder

KERAS_CACHE = "Keras cache"


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


def _list(place: str, folder: Path) -> tuple[Place, ...]:
    files = sorted(folder.glob("*.h5"))
    if not files:
        status = "no .h5 file" if folder.is_dir() else "no such folder"
        return (Place(place, folder, status, False),)
    return tuple(
        Place(place, file, f"found, {file.stat().st_size / 1e6:.1f} MB", True) for file in files
    )
