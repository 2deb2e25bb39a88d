"""The private seeds of an nbgrader course: whoever is graded later gets the same questions."""

import json
import os
import pathlib
from typing import Any

import filelock

from fashionlab.errors import GraderFault
from fashionlab.files import write_text
from fashionlab.grading.examination import SEED_VARIABLE, grading_seed

FILE = ".fashionlab-seeds.json"
_LOCK = ".fashionlab-seeds.lock"
_SECONDS_WAITED = 30  # for another process that draws at this moment
_SEEDS = 2**63  # how many there are


def seed_of_course(course: pathlib.Path, assignment: str, data_name: str) -> int:
    """Return the seed of an assignment's questions: the one kept in the course, else a new one.

    A new one is kept in `.fashionlab-seeds.json`, which only its owner can read.
    With `FASHIONLAB_GRADING_SEED` the seed is derived from that, and nothing is kept.

    Args:
        course: The course's folder.
        assignment: Chapter id.
        data_name: Data set for training checks; another one has other questions.

    Raises:
        GraderFault: If the file is damaged or cannot be written.
    """
    if os.environ.get(SEED_VARIABLE):
        return grading_seed()
    path = course / FILE
    kept = _read(path).get(assignment, {}).get(data_name)
    return _draw(path, assignment, data_name) if kept is None else kept


def _draw(path: pathlib.Path, assignment: str, data_name: str) -> int:
    try:
        with filelock.FileLock(path.with_name(_LOCK), timeout=_SECONDS_WAITED, mode=0o600):
            seeds = _read(path)  # again: somebody may have drawn in between
            seed = seeds.setdefault(assignment, {}).setdefault(data_name, grading_seed())
            write_text(path, json.dumps(seeds, indent=1) + "\n", private=True)
    except OSError as error:
        raise GraderFault(
            f"{path}: the seed of the questions cannot be kept, so they would change from run to "
            f"run. Expected a course's folder that you may write to. Found: "
            f"{str(error).rstrip('.')}. Grade as the owner of the folder, or set "
            f"FASHIONLAB_GRADING_SEED to a secret text: then nothing is kept."
        ) from error
    return seed


def _read(path: pathlib.Path) -> dict[str, dict[str, int]]:
    """Return assignment to data set to seed.

    Raises:
        GraderFault: If they cannot be read. New seeds would be other questions, unasked.
    """
    try:
        seeds = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(path, str(error)) from error
    if not _are_seeds(seeds):
        raise _damaged(path, "JSON that holds something else")
    return seeds  # type: ignore[no-any-return]


def _are_seeds(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(own, dict)
        and all(type(seed) is int and 0 <= seed < _SEEDS for seed in own.values())
        for own in value.values()
    )


def _damaged(path: pathlib.Path, found: str) -> GraderFault:
    return GraderFault(
        f"{path}: the seeds of this course's questions cannot be read. Expected the file as "
        f"fashionlab wrote it, and that you own it. Found: {found}. Put a copy of it back; or "
        f"delete it, which draws new questions, and grade everybody again with "
        f"`nbgrader autograde ASSIGNMENT --force`."
    )
