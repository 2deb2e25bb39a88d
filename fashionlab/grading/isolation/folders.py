"""Remove a folder in which a stranger could write."""

import contextlib
import itertools
import os
import stat
from collections.abc import Iterator


def remove_folder(path: str) -> None:
    """Remove a folder and all that is in it, following no link.

    Folders nested thousands deep, folders without permissions and links to
    elsewhere are what a hostile task leaves behind. Nested folders are moved up
    next to the top before they are emptied, so that neither the depth nor the
    length of a path matters.

    Args:
        path: A folder whose processes have all ended. Nothing happens if it
            does not exist.
    """
    with contextlib.suppress(FileNotFoundError):
        top = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            _empty(top)
        finally:
            os.close(top)
        os.rmdir(path)


def _empty(top: int) -> None:
    numbers = itertools.count()
    while entries := os.listdir(top):
        for entry in entries:
            if not _is_folder(top, entry):
                os.unlink(entry, dir_fd=top)
                continue
            folder = _open_folder(top, entry)
            try:
                for inside in os.listdir(folder):
                    if _is_folder(folder, inside):
                        _lift(folder, inside, top, numbers)
                    else:
                        os.unlink(inside, dir_fd=folder)
            finally:
                os.close(folder)
            os.rmdir(entry, dir_fd=top)


def _lift(folder: int, entry: str, top: int, numbers: Iterator[int]) -> None:
    """Move a folder into the top folder under a name that is free."""
    # Moving a folder rewrites its "..", which takes permission to write in it.
    os.chmod(entry, stat.S_IRWXU, dir_fd=folder)
    name = next(name for name in map(_lifted, numbers) if not _exists(top, name))
    os.rename(entry, name, src_dir_fd=folder, dst_dir_fd=top)


def _lifted(number: int) -> str:
    return f".lifted-{number}"


def _exists(folder: int, entry: str) -> bool:
    try:
        os.stat(entry, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


def _open_folder(top: int, entry: str) -> int:
    os.chmod(entry, stat.S_IRWXU, dir_fd=top)
    return os.open(entry, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=top)


def _is_folder(folder: int, entry: str) -> bool:
    mode = os.stat(entry, dir_fd=folder, follow_symlinks=False).st_mode
    return stat.S_ISDIR(mode)
