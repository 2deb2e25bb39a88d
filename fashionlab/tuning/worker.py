"""The process of a chief or a worker: `python -m fashionlab.tuning.worker FOLDER NAME`.

It ends when its standard input does, and so never outlives the search that
started it, even one that was killed.
"""

import os
import pathlib
import sys
import threading

from fashionlab.errors import FashionlabError
from fashionlab.filling import fill_from
from fashionlab.quiet import import_keras
from fashionlab.tuning.job import find_builder
from fashionlab.tuning.keras_tuner_search import run_keras_tuner
from fashionlab.tuning.parcel import FOLDER, Parcel
from fashionlab.tuning.records import write_json
from fashionlab.tuning.results import Trial
from fashionlab.tuning.running import Budget, Report, Runner
from fashionlab.tuning.space import Value

CHIEF = "chief"
HOPELESS = 4
"""Exit status of a process that would fail again: an exercise is not filled, a disk is full."""


class _MarkingRunner(Runner):
    """Notes what it is about to run, so that the trial a process dies of has a name."""

    def run(
        self,
        number: int,
        values: dict[str, Value],
        *,
        budget: Budget | None = None,
        report: Report | None = None,
    ) -> Trial:
        write_json(marker_of(self.folder, self.worker), {"number": number, "values": values})
        return super().run(number, values, budget=budget, report=report)


def marker_of(folder: pathlib.Path, worker: str) -> pathlib.Path:
    """Return the file in which a worker notes the trial it runs."""
    return folder / FOLDER / f"{worker}.json"


def main(folder: pathlib.Path, name: str) -> None:
    """Serve trials as the chief, or run them as a worker."""
    threading.Thread(target=_end_with_input, daemon=True).start()
    parcel = Parcel.read(folder)
    run_keras_tuner(parcel.job, folder, None if name == CHIEF else _runner(parcel, folder, name))


def _runner(parcel: Parcel, folder: pathlib.Path, name: str) -> Runner:
    import_keras()
    if parcel.fill is not None:
        fill_from(parcel.fill)
    train, validation = parcel.examples(folder)
    build = find_builder(parcel.job.build)
    return _MarkingRunner(parcel.job, build, train, validation, folder, worker=name)


def _end_with_input() -> None:
    while os.read(0, 1024):
        pass
    os._exit(3)


if __name__ == "__main__":
    try:
        main(pathlib.Path(sys.argv[1]), sys.argv[2])
    except FashionlabError as error:
        print(f"{type(error).__name__}: {error}")  # into its log
        sys.exit(HOPELESS)
