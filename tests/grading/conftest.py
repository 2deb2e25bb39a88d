import dataclasses
import os
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fashionlab.grading.judging import Judge
from fashionlab.grading.reading import Reader
from fashionlab.grading.records import Record
from fashionlab.grading.worker import Limits, Run, Worker

HERE = str(Path(__file__).parent)
LIMITS = Limits(seconds=30.0, memory_mb=1024, reply_mb=16, processes=20, file_mb=8)


@pytest.fixture(scope="session")
def _walled() -> Iterator[Worker]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("FASHIONLAB_GRADING_SEED", "12345")
        environment.setenv("FASHIONLAB_DATA", "/secret/data")
        environment.setenv("API_TOKEN", "hush")
        worker = Worker(limits=LIMITS, serve="standin:serve", path=[HERE])
        worker.start()
    yield worker
    worker.close()


@pytest.fixture
def walled(_walled: Worker) -> Iterator[Worker]:
    """A worker behind every layer; a test may change its limits and layers."""
    isolation = _walled.isolation
    yield _walled
    _walled.limits, _walled.isolation = LIMITS, isolation


@pytest.fixture
def run(walled: Worker) -> Callable[..., Run]:
    """Run source text in the child, where `send` sends a frame."""

    def run_source(source: str, **limits: float) -> Run:
        walled.limits = dataclasses.replace(LIMITS, **limits)
        return walled.run({"source": textwrap.dedent(source), "seed": 1})

    return run_source


@pytest.fixture
def answer(run: Callable[..., Run]) -> Callable[..., object]:
    """Run source text and return the one value it sends as `send({"answer": ...})`."""

    def run_source(source: str, **limits: float) -> object:
        done = run(source, **limits)
        assert done.status == "finished", done
        return done.replies[0]["answer"]

    return run_source


@pytest.fixture(scope="session")
def left_behind() -> Callable[[Worker], list[int]]:
    """Ids of the processes of a worker, wherever they hide, other than its zygote."""

    def find(worker: Worker) -> list[int]:
        zygote = worker._zygote
        assert zygote is not None
        found = []
        for pid in filter(str.isdecimal, os.listdir("/proc")):
            try:  # the environment a process began with survives fork and setsid
                environment = Path(f"/proc/{pid}/environ").read_bytes()
            except OSError:
                continue
            if zygote.folder.encode() in environment and int(pid) != zygote.process.pid:
                found.append(int(pid))
        return found

    return find


@pytest.fixture(scope="session")
def record_of() -> Callable[..., Record]:
    """Make the record of a student who solved a task; a test may change its fields."""

    def make(student: str, **changes: Any) -> Record:
        fields = {
            "student": student,
            "file": f"{student}.ipynb",
            "assignment": "ch02_ann",
            "task": "evaluation.softmax",
            "outcome": "passed",
            "points": 2,
            "max_points": 2,
            "messages": (),
            "checks": (),
            "seconds": 0.0,
            "isolation": "full",
            "data": "synthetic_fashion",
            "versions": {},
        }
        return Record(**{**fields, **changes})

    return make


# A process beside the grader in which one function does something else.
_REPLACED = """
import os, time
from fashionlab.checks.registry import checks_of
import {module} as changed
checks_of("evaluation.softmax")  # takes a second the first time
real = changed.{name}
def instead(*arguments):
    {body}
changed.{name} = instead
changed.main()
"""


@pytest.fixture
def replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Reader | Judge]]:
    """Make a `Reader` or a `Judge` in whose process one function of its module is replaced."""
    made: list[Reader | Judge] = []

    def make(module: str, name: str, body: str, **options: float) -> Reader | Judge:
        text = _REPLACED.format(module=module, name=name, body=body)
        (tmp_path / "replaced_beside.py").write_text(text, encoding="utf-8")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        one = Judge(**options) if module.endswith("judging") else Reader(**options)
        one._beside._module = "replaced_beside"
        made.append(one)
        return one

    yield make
    for one in made:
        one.close()
