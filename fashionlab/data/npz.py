"""Read and write data files. Every array that is read is checked against its MD5."""

from __future__ import annotations

import hashlib
import json
import os
import uuid
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from fashionlab.data.catalogue import ArraySpec, DatasetSpec
from fashionlab.errors import CacheNotWritable, DataCorrupted

# (file, time of change in ns, size in bytes, array): checked once per process.
_verified: set[tuple[str, int, int, str]] = set()


def array_md5(array: np.ndarray) -> str:
    """Return the MD5 of an array's bytes in C order, as 32 hexadecimal digits."""
    return hashlib.md5(np.ascontiguousarray(array).data, usedforsecurity=False).hexdigest()


def checksum_file(path: Path) -> Path:
    """Return where the MD5s recorded at download time stand: beside the data file."""
    return path.with_suffix(".md5.json")


def read_array(path: Path, spec: DatasetSpec, member: str) -> np.ndarray:
    """Read one array of a data file and check it.

    Args:
        path: The `<name>.npz` file.
        spec: What the file should hold.
        member: Name of the array, such as "x_train".

    Returns:
        uint8 array of the published shape.

    Raises:
        DataCorrupted: If the file is no npz file, lacks the array, or holds
            something other than what was published.
    """
    # Variants differ in the number of training labels, the smallest array to read.
    train_labels = _read(path, "y_train")
    array = train_labels if member == "y_train" else _read(path, member)
    expected = _recorded(path, _variant(path, spec, train_labels))[member]
    status = path.stat()
    stamp = (str(path), status.st_mtime_ns, status.st_size, member)
    if stamp not in _verified:
        verify(array, expected, member, str(path), f"{_advice(path)}.")
        _verified.add(stamp)
    return array


def verify(array: np.ndarray, expected: ArraySpec, member: str, where: str, advice: str) -> None:
    """Compare an array with what was published.

    Args:
        array: The array found.
        expected: Shape and MD5 it should have. An MD5 of None is not compared.
        member: Name of the array, for the message.
        where: File or download it came from, for the message.
        advice: What to do, for the message.

    Raises:
        DataCorrupted: If dtype, shape or MD5 differ.
    """
    if array.dtype != np.uint8 or array.shape != expected.shape:
        wanted = f"uint8 of shape {expected.shape}"
        found = f"{array.dtype} of shape {array.shape}"
    elif expected.md5 is not None and array_md5(array) != expected.md5:
        wanted, found = f"MD5 {expected.md5}", f"MD5 {array_md5(array)}"
    else:
        return
    raise DataCorrupted(
        f"The data in {where} is not what was published.\n"
        f"Array {member}: expected {wanted}, found {found}.\n"
        f"What to do: {advice}"
    )


def write_atomically(path: Path, arrays: dict[str, np.ndarray]) -> None:
    """Write a data file and its checksums, whole or not at all.

    Args:
        path: The `<name>.npz` file. Its folder is made if needed.
        arrays: Array name to uint8 array.

    Raises:
        CacheNotWritable: If the folder or the file cannot be written.
    """
    md5s = {member: array_md5(array) for member, array in arrays.items()}
    members: dict[str, Any] = dict(arrays)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # The checksums come first: a data file without them could never be checked.
        _replace(checksum_file(path), lambda file: file.write(json.dumps(md5s).encode()))
        # Not compressed: it loads several times faster.
        _replace(path, lambda file: np.savez(file, **members))
    except OSError as error:
        raise CacheNotWritable(
            f"The data was loaded but cannot be kept: {path} cannot be written ({error}).\n"
            "It will be downloaded again next time. "
            "What to do: set FASHIONLAB_CACHE to a folder you may write to."
        ) from error


def _replace(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write to a temporary file beside `path`, then rename it."""
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        with temporary.open("wb") as file:
            write(file)
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _read(path: Path, member: str) -> np.ndarray:
    """Read one array, turning every way a file can be broken into one error."""
    if path.is_dir():
        raise _unreadable(path, "found a folder")
    if not os.access(path, os.R_OK):
        raise _unreadable(path, "it may not be read, or is a link to nothing")
    if not zipfile.is_zipfile(path):
        raise _unreadable(path, "the file is empty, cut short, or of another kind")
    try:
        with np.load(path, allow_pickle=False) as archive:
            if member not in archive.files:
                raise _unreadable(
                    path, f"array {member} is missing (arrays found: {archive.files})"
                )
            return np.asarray(archive[member])
    except DataCorrupted:
        raise
    except (OSError, ValueError, EOFError, MemoryError, zipfile.BadZipFile, zlib.error) as error:
        raise _unreadable(path, f"array {member} cannot be read ({error})") from error


def _unreadable(path: Path, found: str) -> DataCorrupted:
    return DataCorrupted(
        f"The data file {path} cannot be used.\n"
        f"Expected an npz file as `numpy.savez` writes it; {found}.\n"
        f"What to do: {_advice(path)}."
    )


def _advice(path: Path) -> str:
    return (
        f"delete {path.name} from {path.parent} and load again, "
        "or put a fresh copy of the file there"
    )


def _variant(path: Path, spec: DatasetSpec, train_labels: np.ndarray) -> dict[str, ArraySpec]:
    """Choose the accepted content that has this many training labels."""
    for variant in spec.variants:
        if variant["y_train"].shape == train_labels.shape:
            return variant
    accepted = " or ".join(str(variant["y_train"].shape) for variant in spec.variants)
    raise DataCorrupted(
        f"The data in {path} is not what was published.\n"
        f"Array y_train: expected shape {accepted}, found shape {train_labels.shape}.\n"
        f"What to do: {_advice(path)}."
    )


def _recorded(path: Path, variant: dict[str, ArraySpec]) -> dict[str, ArraySpec]:
    """Fill in the MD5s that were recorded at download time where none are published."""
    if all(array.md5 for array in variant.values()):
        return variant
    record = checksum_file(path)
    try:
        md5s = json.loads(record.read_text(encoding="utf-8"))
        return {member: ArraySpec(array.shape, md5s[member]) for member, array in variant.items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataCorrupted(
            f"The data file {path} cannot be checked: no MD5 of its arrays is published, and the "
            f"record written when it was downloaded, {record.name}, is missing or unreadable "
            f"({error!r}).\nWhat to do: put the record beside it, or {_advice(path)}."
        ) from error
