"""The file format of the feature cache: rows on disk, checked shard by shard.

A folder holds two files. `features.f16` is the whole array, float16, row after
row. `manifest.json` says what the rows were made from, and gives the SHA-256 of
every finished shard, a shard being a fixed number of rows. A shard is written and
forced to disk first and named in the manifest afterwards, and the manifest is
replaced whole: whatever moment the program is killed at, a named shard is there.
"""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import hashlib
import json
import math
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from fashionlab.errors import CacheNotWritable

CACHE_VERSION = 1  # raise it when the rows would come out otherwise, or the format changes
ARRAY = "features.f16"
MANIFEST = "manifest.json"


@dataclasses.dataclass
class FeatureStore:
    """One cached array of features.

    Attributes:
        folder: Where the two files are.
        key: What the rows depend on, JSON-able. The caller chooses the folder by it.
        versions: Package name to version. Rows of other versions are not used.
        rows: Number of images.
        columns: Number of features.
        shard_size: Rows of a shard; the last one may be shorter.
        say: Takes a line for the user.
    """

    folder: Path
    key: dict[str, Any]
    versions: dict[str, Any]
    rows: int
    columns: int
    shard_size: int
    say: Callable[[str], None] = print
    _sums: dict[int, str] = dataclasses.field(default_factory=dict, init=False)

    @property
    def shards(self) -> int:
        """Number of shards."""
        return math.ceil(self.rows / self.shard_size)

    def span(self, shard: int) -> slice:
        """Return the rows of a shard."""
        return slice(shard * self.shard_size, min((shard + 1) * self.shard_size, self.rows))

    def missing(self) -> list[int]:
        """Open the cache and check it.

        Returns:
            Numbers of the shards that have to be made: those never finished, and
            those whose rows were altered or cut off since.

        Raises:
            CacheNotWritable: If the folder cannot be written.
        """
        self._sums = self._read_manifest()
        with self._writing():
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / ARRAY).open("ab") as file:
                file.truncate(self.rows * self.columns * 2)  # bytes; zeros where nothing was
        damaged = [shard for shard, found in self._sums.items() if self._sum(shard) != found]
        if damaged:
            self.say(
                f"{len(damaged)} of {self.shards} shards of cached features in {self.folder} were "
                "altered or cut short since they were written. They are made again."
            )
        self._sums = {shard: sum_ for shard, sum_ in self._sums.items() if shard not in damaged}
        return [shard for shard in range(self.shards) if shard not in self._sums]

    def check_space(self, missing: int) -> None:
        """Fail now rather than after an hour, if the disk cannot hold what is missing.

        Args:
            missing: Number of shards still to be made.

        Raises:
            CacheNotWritable: If it cannot.
        """
        needed = missing * self.shard_size * self.columns * 2  # bytes
        free = shutil.disk_usage(self.folder).free
        if free < needed:
            raise self._full(f"{needed / 1e6:.0f} MB are needed and {free / 1e6:.0f} MB are free")

    def write(self, shard: int, features: np.ndarray) -> None:
        """Keep the rows of a shard.

        Args:
            shard: Its number.
            features: float16 array, shape (rows of the shard, columns).

        Raises:
            CacheNotWritable: If the disk is full or cannot be written. Shards
                written before stay.
        """
        data = np.ascontiguousarray(features, dtype=np.float16).tobytes()
        with self._writing():
            with (self.folder / ARRAY).open("r+b") as file:
                file.seek(self.span(shard).start * self.columns * 2)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            self._sums[shard] = hashlib.sha256(data).hexdigest()
            self._write_manifest()

    def array(self) -> np.ndarray:
        """Return all rows: float16, shape (rows, columns), read from disk as needed."""
        return np.memmap(
            self.folder / ARRAY, dtype=np.float16, mode="r", shape=(self.rows, self.columns)
        )

    def _sum(self, shard: int) -> str:
        return hashlib.sha256(self.array()[self.span(shard)].tobytes()).hexdigest()

    def _read_manifest(self) -> dict[int, str]:
        """Read the sums of the finished shards; none if the rows cannot be used."""
        file = self.folder / MANIFEST
        if not file.exists():
            return {}
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
            sums = {int(shard): str(sum_) for shard, sum_ in found["shards"].items()}
            versions, shape = found["versions"], found["shape"]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self.say(f"The cached features in {self.folder} are ignored: {MANIFEST} is damaged.")
            return {}
        if versions != self.versions:
            self.say(
                f"The cached features in {self.folder} are ignored: they were made with "
                f"{_in_words(versions)}, and this is {_in_words(self.versions)}."
            )
            return {}
        # Another shard size only means other borders; the sums would not fit.
        if shape != [self.rows, self.columns, self.shard_size]:
            return {}
        return {shard: sum_ for shard, sum_ in sums.items() if 0 <= shard < self.shards}

    def _write_manifest(self) -> None:
        content = {
            "versions": self.versions,
            "key": self.key,
            "shape": [self.rows, self.columns, self.shard_size],
            "shards": self._sums,
        }
        temporary = self.folder / f".{MANIFEST}.{uuid.uuid4().hex}"
        try:
            temporary.write_text(json.dumps(content, indent=1), encoding="utf-8")
            os.replace(temporary, self.folder / MANIFEST)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """Turn an OSError while writing into an error that says what to do."""
        try:
            yield
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            raise self._full("the disk is full" if full else str(error)) from error

    def _full(self, found: str) -> CacheNotWritable:
        return CacheNotWritable(
            f"The features cannot be kept in {self.folder}: {found}.\n"
            f"{len(self._sums)} of {self.shards} shards are finished and stay there.\n"
            "What to do: make room, or set FASHIONLAB_CACHE to a folder on a larger disk, "
            "and run the same again; it goes on from there."
        )


def _in_words(versions: Any) -> str:
    if not isinstance(versions, dict):
        return "an unknown version"
    return ", ".join(f"{name} {version}" for name, version in versions.items())
