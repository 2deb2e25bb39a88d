"""Search with several processes: KerasTuner's chief and its workers on this machine."""

import contextlib
import json
import os
import pathlib
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator

from fashionlab.errors import FashionlabError, InvalidArgument
from fashionlab.training.inputs import Examples
from fashionlab.tuning.job import Job, find_builder
from fashionlab.tuning.parcel import FOLDER, Parcel, clear, kind_of, remove_arrays
from fashionlab.tuning.records import Records
from fashionlab.tuning.results import FAILED, Trial
from fashionlab.tuning.worker import CHIEF, HOPELESS, marker_of

POLL_SECONDS = 0.1
TRIES = 2
"""How often a trial may take its process down before it counts as failed."""


def run_workers(
    job: Job,
    train: Examples,
    validation: Examples,
    folder: pathlib.Path,
    workers: int,
    *,
    fill: str | pathlib.Path | None,
    on_trial: Callable[[Trial], None] | None,
) -> None:
    """Run the trials that are missing in several processes.

    A worker that dies is started again and gets its trial again; a trial that
    takes its process down twice is a failed trial.

    Args:
        job: What is searched.
        train: What to learn from.
        validation: What to score on.
        folder: The folder of the search.
        workers: How many processes run trials, beside the chief.
        fill: Where they take the learner's functions from, or None.
        on_trial: Called with each trial when it is done.

    Raises:
        InvalidArgument: If the builder has no name another process could find it by.
        FashionlabError: If the chief ends early, or a worker before its first trial.
    """
    if job.method == "optuna":
        raise InvalidArgument(
            'Expected method "random", "bayesian" or "hyperband" with several workers. Received: '
            '"optuna". Search with workers=1.'
        )
    find_builder(job.build)
    clear(folder)
    given = None if fill is None else str(pathlib.Path(fill).absolute())
    Parcel(job, kind_of(train), given).write(folder, (train, validation))
    try:
        with contextlib.ExitStack() as processes:
            _Team(job, folder, workers, on_trial, processes).work()
    finally:
        remove_arrays(folder)


class _Team:
    """A chief and its workers."""

    def __init__(
        self,
        job: Job,
        folder: pathlib.Path,
        workers: int,
        on_trial: Callable[[Trial], None] | None,
        processes: contextlib.ExitStack,
    ):
        self.job, self.folder, self.on_trial, self.processes = job, folder, on_trial, processes
        self.records = Records(folder)
        self.seen = {trial.number for trial in self.records.all()}
        self.deaths: Counter[int] = Counter()
        self.environment = _environment(workers)
        self.chief = self._start(CHIEF)
        names = [f"worker{number}" for number in range(1, workers + 1)]
        self.workers = {name: self._start(name) for name in names}

    def work(self) -> None:
        """Wait until every worker is done; start again the ones that die."""
        while self.workers:
            # The chief leaves only when no trial runs and none is left.
            over = self.chief.poll() == 0
            for name, process in list(self.workers.items()):
                status = process.poll()
                if over or status == 0:
                    del self.workers[name]
                elif status is not None:
                    self._bury(name, status)
                    self.workers[name] = self._start(name)
            if self.chief.poll() not in (None, 0):
                raise FashionlabError(self._died(CHIEF, self.chief.returncode))
            self._tell()
            time.sleep(POLL_SECONDS)
        self._tell()

    def _tell(self) -> None:
        for trial in self.records.all():
            if trial.number not in self.seen:
                self.seen.add(trial.number)
                if self.on_trial is not None:
                    self.on_trial(trial)

    def _bury(self, name: str, status: int) -> None:
        """Look what a dead worker was at; a trial that killed two is a failed one."""
        if status == HOPELESS:
            raise FashionlabError(self._died(name, status))
        try:
            marker = json.loads(marker_of(self.folder, name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise FashionlabError(self._died(name, status)) from None
        number = marker["number"]
        self.deaths[number] += 1
        if self.deaths[number] > 2 * TRIES:
            raise FashionlabError(self._died(name, status))
        if self.deaths[number] == TRIES and self.records.read(number) is None:
            reason = f"its process ended {TRIES} times, the last time with status {status}"
            self.records.write(Trial(number, marker["values"], None, 0, 0.0, FAILED, reason, name))

    def _died(self, name: str, status: int) -> str:
        log = (self.folder / FOLDER / f"{name}.log").read_text(encoding="utf-8", errors="replace")
        last = "\n".join(f"  {line}" for line in log.strip().splitlines()[-5:])
        return (
            f"The process {name} of the search ended with status {status}; expected it to work "
            f"until no trial is left. Its last lines:\n{last}\nThe trials that are done are kept: "
            "call the search again to go on."
        )

    def _start(self, name: str) -> "subprocess.Popen[bytes]":
        log = (self.folder / FOLDER / f"{name}.log").open("wb")
        command = [sys.executable, "-m", "fashionlab.tuning.worker", str(self.folder), name]
        with log:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,  # held open; its end tells the process to end
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**self.environment, "KERASTUNER_TUNER_ID": name},
                start_new_session=True,  # Ctrl-C reaches this process alone, which ends them
            )
        self.processes.enter_context(_ended(process))
        return process


@contextlib.contextmanager
def _ended(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    try:
        yield
    finally:
        process.kill()
        process.wait()
        if process.stdin is not None:
            process.stdin.close()


def _environment(workers: int) -> dict[str, str]:
    threads = str(max(1, (os.cpu_count() or 1) // workers))
    return {
        "TF_NUM_INTRAOP_THREADS": threads,
        "GRPC_VERBOSITY": "ERROR",
        **os.environ,
        "KERASTUNER_ORACLE_IP": "127.0.0.1",
        "KERASTUNER_ORACLE_PORT": str(_free_port()),
        # A proxy for the world outside is none for this machine itself.
        "no_proxy": "127.0.0.1",
        # Where this process finds its modules, its workers find them too.
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "PYTHONUNBUFFERED": "1",
    }


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
