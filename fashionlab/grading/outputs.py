"""Whether what is asked for can be written, found out before hours of grading."""

import os
import pathlib

from fashionlab.errors import CacheNotWritable


def require_writable(*, files: list[pathlib.Path], folders: list[pathlib.Path]) -> None:
    """Require that files and folders can be written. Nothing is made.

    Args:
        files: Files to be written or replaced.
        folders: Folders that files are to be written into.

    Raises:
        CacheNotWritable: If one of them cannot.
    """
    for file in files:
        if file.is_dir():
            raise CacheNotWritable(
                f"{file}: expected the name of a file to write. Found: a folder. Give a file's "
                f"name in it, such as {file / 'report.json'}."
            )
        _require_folder(file.parent)
    for folder in folders:
        _require_folder(folder)


def _require_folder(folder: pathlib.Path) -> None:
    """Require a folder that can be written, or that can be made in one that can."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        found = "a folder that cannot be written to" if there.is_dir() else "a file of this name"
        raise CacheNotWritable(
            f"{there}: expected a folder to write to. Found: {found}. Give another place."
        )
