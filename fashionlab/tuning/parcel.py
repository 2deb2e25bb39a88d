"""What a worker's process is given: a description in JSON and arrays, never a pickle."""

import dataclasses
import json
import pathlib
import shutil
from typing import Any

import numpy as np

from fashionlab.data import Split
from fashionlab.training.inputs import Examples
from fashionlab.tuning.job import Job, arrays_of
from fashionlab.tuning.records import write_json

FOLDER = "workers"
PARTS = ("train", "validation")


@dataclasses.dataclass(frozen=True)
class Parcel:
    """Everything a process needs to take part in a search.

    Attributes:
        job: What is searched.
        kind: "split" or "arrays": what the examples are.
        fill: Where the learner's functions come from, or None.
    """

    job: Job
    kind: str
    fill: str | None

    def write(self, folder: pathlib.Path, examples: tuple[Examples, Examples]) -> None:
        """Write the parcel into the folder of a search."""
        place = folder / FOLDER
        place.mkdir(exist_ok=True)
        for part, given in zip(PARTS, examples, strict=True):
            for name, array in zip(("x", "y"), arrays_of(given), strict=True):
                np.save(place / f"{part}_{name}.npy", array, allow_pickle=False)
        described = {"job": self.job.as_dict(), "kind": self.kind, "fill": self.fill}
        write_json(place / "job.json", described)

    @classmethod
    def read(cls, folder: pathlib.Path) -> "Parcel":
        """Read what `write` wrote."""
        described = json.loads((folder / FOLDER / "job.json").read_text(encoding="utf-8"))
        return cls(**{**described, "job": Job.from_dict(described["job"])})

    def examples(self, folder: pathlib.Path) -> list[Examples]:
        """Open training and validation examples; the system shares their memory."""
        loaded: list[Examples] = []
        for part in PARTS:
            x, y = (_open(folder / FOLDER / f"{part}_{name}.npy") for name in ("x", "y"))
            loaded.append(Split(x, y) if self.kind == "split" else (x, y))
        return loaded


def _open(path: pathlib.Path) -> np.ndarray:
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))


def kind_of(examples: Any) -> str:
    """Say what the examples are: "split" or "arrays"."""
    return "split" if isinstance(examples, Split) else "arrays"


def remove_arrays(folder: pathlib.Path) -> None:
    """Delete the copies of the examples; they may be large."""
    for path in (folder / FOLDER).glob("*.npy"):
        path.unlink()


def clear(folder: pathlib.Path) -> None:
    """Delete what an earlier call left."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
