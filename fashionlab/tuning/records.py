"""The folder of a search: what is searched, and one small file per trial.

search.json            the description of the search
trials/0001.json       one finished, failed or pruned trial
weights/               what Hyperband goes on from
keras_tuner/           KerasTuner's own state
optuna.journal         Optuna's own state
"""

import contextlib
import dataclasses
import json
import pathlib
from collections.abc import Iterator
from typing import Any

from fashionlab.errors import DataError, InvalidArgument
from fashionlab.files import replace_atomically
from fashionlab.tuning.results import Search, Trial
from fashionlab.tuning.space import with_tuples

DESCRIPTION = "search.json"


class Records:
    """The trials that are done, each in a file of its own.

    Args:
        folder: The folder of the search.
    """

    def __init__(self, folder: pathlib.Path):
        self.folder = folder / "trials"

    def write(self, trial: Trial) -> None:
        """Keep a trial. Whoever reads sees all of it or nothing."""
        write_json(self._path(trial.number), dataclasses.asdict(trial))

    def read(self, number: int) -> Trial | None:
        """Return a trial, or None when it is not done."""
        try:
            return _trial(self._path(number))
        except FileNotFoundError:
            return None

    def all(self) -> tuple[Trial, ...]:
        """Return the trials that are done, in the order of the search."""
        trials = [_trial(path) for path in self.folder.glob("[0-9]*.json")]
        return tuple(sorted(trials, key=lambda trial: trial.number))

    def _path(self, number: int) -> pathlib.Path:
        return self.folder / f"{number:04d}.json"


def _trial(path: pathlib.Path) -> Trial:
    try:
        return Trial(**with_tuples(json.loads(path.read_text(encoding="utf-8"))))
    except (TypeError, ValueError) as error:
        raise DataError(
            f"{path} was expected to hold one trial as JSON and cannot be read: {error}. "
            "Delete this file and search again: this one trial is then run again."
        ) from None


def write_json(path: pathlib.Path, content: Any) -> None:
    """Write a JSON file so that a reader sees the old content or the new, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, indent=1)
    replace_atomically(path, lambda part: part.write_text(text, encoding="utf-8"))


def read_search(folder: str | pathlib.Path) -> Search:
    """Read a search from its folder, finished or not, without running anything.

    Args:
        folder: The `folder` given to `search`.

    Raises:
        DataError: If there is no search, or a file is damaged.
    """
    folder = pathlib.Path(folder)
    described = read_description(folder)
    if described is None:
        raise DataError(f"{folder} holds no search: {DESCRIPTION} was expected in it.")
    return Search(Records(folder).all(), described["method"], described["objective"])


def read_description(folder: pathlib.Path) -> dict[str, Any] | None:
    """Return what is searched in a folder, or None when nothing is."""
    path = folder / DESCRIPTION
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (TypeError, ValueError) as error:
        raise DataError(f"{path} cannot be read: {error}. Search in another folder.") from None


def claim_folder(folder: pathlib.Path, described: dict[str, Any]) -> None:
    """Make a folder the folder of this search; refuse the folder of another one.

    Args:
        folder: Created if missing.
        described: What is searched, in JSON's types. The number of trials is left
            out of the comparison: a search may be called again with more.

    Raises:
        InvalidArgument: If another search is kept there; the message says what differs.
    """
    # Compared as JSON gives it back, lists for tuples.
    described = json.loads(json.dumps(described))
    found = read_description(folder)
    if found is not None:
        differing = [
            f"{key}: {found.get(key)!r} there, {described.get(key)!r} now"
            for key in sorted({*found, *described} - {"trials"})
            if found.get(key) != described.get(key)
        ]
        if differing:
            raise InvalidArgument(
                f"{folder} holds another search. Expected the same one, to go on with it. "
                f"Different: {'; '.join(differing)}. What to do: give another folder, or delete "
                "this one to start afresh."
            )
    elif folder.exists() and any(path.name != LOCK for path in folder.iterdir()):
        raise InvalidArgument(
            f"{folder} is not empty and holds no search. Expected a new folder, an empty one, or "
            "that of an earlier call."
        )
    write_json(folder / DESCRIPTION, described)


LOCK = "lock"


@contextlib.contextmanager
def only_one(folder: pathlib.Path) -> Iterator[None]:
    """Keep a second search out of a folder for as long as this one runs.

    The system drops the lock when the process ends, however it ends.

    Raises:
        InvalidArgument: If a search is running there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as file:
        try:
            import fcntl
        except ImportError:  # Windows has none; two searches in one folder go unnoticed there
            yield
            return
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise InvalidArgument(
                f"A search is already running in {folder}. Wait for it, or give another folder."
            ) from None
        yield
