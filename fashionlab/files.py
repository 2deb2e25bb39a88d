"""Files that are there whole or not at all."""

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import filelock

from fashionlab.errors import CacheNotWritable, FolderInUse

CHUNK = 1 << 20  # bytes


def replace_atomically(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file under another name, then give it its own.

    Whoever is killed while writing leaves the old file untouched.

    Args:
        path: The file. Its folder is made if need be.
        write: Writes the file at the path it is given.

    Raises:
        CacheNotWritable: If it cannot be written: no space left, or not allowed.
    """
    # In front, as Keras wants its file names to end in ".weights.h5".
    temporary = path.with_name(f"tmp.{os.getpid()}.{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(temporary)
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        raise CacheNotWritable(
            f"Cannot write {path}: {error.strerror or error}. What was saved there before is "
            "untouched. Make room, or give another folder."
        ) from error
    finally:
        with contextlib.suppress(OSError):  # most often it is gone, as it should be
            temporary.unlink()


def alone_in(folder: Path) -> contextlib.AbstractContextManager[None]:
    """Keep other processes out of a folder while working in it.

    The lock goes with the process: whoever is killed leaves none behind.

    Args:
        folder: Made if it does not exist.

    Raises:
        FolderInUse: If another process is in there.
        CacheNotWritable: If the folder cannot be written.
    """
    return _locked(folder / ".lock", f"in {folder}", "folder")


def alone_with(file: Path) -> contextlib.AbstractContextManager[None]:
    """Keep other processes away from a file while working with it, as `alone_in` does.

    Args:
        file: Need not exist. Its folder is made if need be, and keeps a hidden
            file for the lock.

    Raises:
        FolderInUse: If another process works with it.
        CacheNotWritable: If the folder cannot be written.
    """
    return _locked(file.with_name(f".{file.name}.lock"), f"with {file}", "file")


@contextlib.contextmanager
def _locked(place: Path, at_work: str, other: str) -> Iterator[None]:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(place, blocking=False)
        lock.acquire()
    except filelock.Timeout:
        raise FolderInUse(
            f"Another process is at work {at_work}. Expected to be alone. Wait until it is "
            f"done, or give another {other}."
        ) from None
    except OSError as error:
        raise CacheNotWritable(
            f"Cannot write to the folder {place.parent}: {error.strerror}. Give another folder; "
            f"that of the cache is named in FASHIONLAB_CACHE."
        ) from error
    try:
        yield
    finally:
        lock.release()


def write_text(path: Path, text: str, *, private: bool = False) -> None:
    """Write text, UTF-8, as `replace_atomically` does.

    Args:
        path: The file.
        text: What it is to hold; line ends stay as they are.
        private: Whether only its owner may read it.
    """

    def write(file: Path) -> None:
        file.touch(mode=0o600 if private else 0o666)
        file.write_text(text, encoding="utf-8", newline="")

    replace_atomically(path, write)


def write_json(path: Path, value: Any) -> None:
    """Write JSON that reads well in a diff, as `replace_atomically` does."""
    write_text(path, json.dumps(value, indent=1) + "\n")


def sha256(path: Path, *, skip: int = 0) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits.

    Args:
        path: The file.
        skip: Bytes at its beginning that do not count.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        file.seek(skip)
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
