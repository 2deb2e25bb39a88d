"""What must hold of whatever the grader makes of a stranger's bytes."""

import contextlib
import csv
import dataclasses
import io
import pathlib
import time
import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import rich.console

from fashionlab.checks.results import Outcome
from fashionlab.grading.console import marks_table
from fashionlab.grading.feedback import feedback_page, write_feedback
from fashionlab.grading.gradebook import write_csv
from fashionlab.grading.nbgrader.texts import told
from fashionlab.grading.records import Record, Report, total

# Processor seconds that no input may take; the slowest real one takes a tenth of one.
SECONDS = 10
_FORMULAS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")


@contextlib.contextmanager
def bounded() -> Iterator[None]:
    """Hold whatever is done to a generous time; Python's parser may warn of what it reads."""
    start = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        warnings.simplefilter("ignore", DeprecationWarning)
        yield
    spent = time.process_time() - start
    assert spent < SECONDS, f"{spent:.1f} processor seconds"


def assert_text(text: str) -> None:
    """It can be written to a file and shown on a terminal."""
    text.encode("utf-8")
    odd = {c for c in text if unicodedata.category(c)[0] == "C"} - {"\n"}
    assert not odd, odd


def assert_record(record: Record) -> None:
    """Its outcome is one of ours, its points are within what the task is worth."""
    outcome = Outcome(record.outcome)
    if outcome is Outcome.GRADER_FAULT:
        assert record.points is None
    else:
        assert type(record.points) is int
        assert 0 <= record.points <= record.max_points
        assert bool(record.points) == (outcome is Outcome.PASSED)
    for check in record.checks:
        Outcome(check.outcome)
        assert outcome is not Outcome.PASSED or check.outcome == Outcome.PASSED


def assert_usable(report: Report, folder: pathlib.Path) -> None:
    """Every view of a report can be made, and shows its texts as nothing but text."""
    _assert_gradebook(report, folder / "marks.csv")
    pages = write_feedback(report, folder / "pages")
    students = report.by_student()
    assert len({page.name.casefold() for page in pages}) == len(students)
    for page, records in zip(pages, students.values(), strict=True):
        assert page.parent == folder / "pages"
        assert 0 <= total(records) <= sum(record.max_points for record in records)
        _assert_no_markup(page.read_text(encoding="utf-8"), records)
        page.unlink()
        for record in records:
            told(record)
    console = rich.console.Console(file=io.StringIO(), width=300)
    console.print(marks_table(report))


def _assert_gradebook(report: Report, path: pathlib.Path) -> None:
    write_csv(report, path)
    for delimiter in ",;\t":
        with path.open(newline="", encoding="utf-8") as file:
            lines = (line.replace("\0", "") for line in file)
            cells = [cell for row in csv.reader(lines, delimiter=delimiter) for cell in row]
        assert not [cell for cell in cells if cell.strip().startswith(_FORMULAS)]


def _assert_no_markup(page: str, records: list[Record]) -> None:
    """The page has as many tags as one on the same records with harmless texts."""
    harmless = feedback_page([_tamed(record) for record in records])
    for mark in "<>\"'":
        assert page.count(mark) == harmless.count(mark), mark


_TAMED = str.maketrans(dict(zip("<>\"'&", "\ue000\ue001\ue002\ue003\ue004", strict=True)))


def _tamed(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(_TAMED)
    if isinstance(value, tuple):
        return tuple(_tamed(item) for item in value)
    if isinstance(value, dict):
        return {_tamed(key): _tamed(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: _tamed(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return dataclasses.replace(value, **fields)
    return value


def numbers(tree: Any) -> np.ndarray | None:
    """All numbers in an answer, in order; None where something else is in it."""
    if isinstance(tree, (list, tuple)):
        parts = [numbers(item) for item in tree]
        if any(part is None for part in parts):
            return None
        return np.concatenate([np.zeros(0), *(part for part in parts if part is not None)])
    if isinstance(tree, (bool, int, float, np.ndarray)):
        with np.errstate(all="ignore"):
            return np.asarray(tree).astype(np.float64).ravel()
    return None


def same_numbers(one: Any, other: Any) -> bool:
    """Whether two answers hold the same numbers, up to what judgements allow at most."""
    first, second = numbers(one), numbers(other)
    if first is None or second is None or first.shape != second.shape:
        return False
    return bool(np.allclose(first, second, rtol=2e-3, atol=2e-3, equal_nan=True))


def first_by_index(frames: Iterable[Any]) -> dict[int, dict[str, Any]]:
    """The frame that counts for each question."""
    found: dict[int, dict[str, Any]] = {}
    for frame in frames:
        if type(frame) is dict and type(frame.get("index")) is int:
            found.setdefault(frame["index"], frame)
    return found
