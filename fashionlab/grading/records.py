"""What grading came to: one record per submission and task, and the report they make up."""

import dataclasses
import json
import math
import pathlib
from collections.abc import Callable
from typing import Any

from fashionlab.chapters import get_chapter
from fashionlab.checks.results import Outcome, clean
from fashionlab.errors import SourceError
from fashionlab.files import write_text
from fashionlab.tasks import get_task

FORMAT = 1  # raised when the meaning of a field changes


@dataclasses.dataclass(frozen=True)
class CheckRecord:
    """One check of a task.

    Attributes:
        id: Check id.
        title: What is true of a correct solution.
        outcome: How it ended.
        message: What was expected and received; empty if passed.
        hint: A nudge, or empty.
    """

    id: str
    title: str
    outcome: str
    message: str = ""
    hint: str = ""


@dataclasses.dataclass(frozen=True)
class Record:
    """One submission's result for one task.

    Attributes:
        student: Who handed it in.
        file: The file's name.
        assignment: Chapter id.
        task: Task id.
        outcome: How it ended.
        points: Points earned; None while a fault of the grader leaves it open.
        max_points: Points a correct solution earns.
        messages: What the learner is told.
        checks: The single checks.
        seconds: Wall time.
        isolation: Isolation level the code ran under.
        data: Data set used for training checks.
        versions: Package name to version.
    """

    student: str
    file: str
    assignment: str
    task: str
    outcome: str
    points: int | None
    max_points: int
    messages: tuple[str, ...]
    checks: tuple[CheckRecord, ...]
    seconds: float
    isolation: str
    data: str
    versions: dict[str, str]


@dataclasses.dataclass(frozen=True)
class Report:
    """Everything one run of the grader found out.

    Attributes:
        assignment: Chapter id.
        seed: The private seed the questions were drawn from.
        isolation: What the wall consisted of, layer by layer.
        records: One per submission and task.
    """

    assignment: str
    seed: int
    isolation: dict[str, Any]
    records: tuple[Record, ...]

    def by_student(self) -> dict[str, list[Record]]:
        """Return the records of each student, students in order."""
        grouped: dict[str, list[Record]] = {}
        for record in self.records:
            grouped.setdefault(record.student, []).append(record)
        return grouped


def total(records: list[Record]) -> int:
    """Sum the points of records; an open one counts 0."""
    return sum(record.points or 0 for record in records)


def data_of(report: Report, assignment: str, data_name: str | None = None) -> str:
    """Return the data set of a report whose questions are to be asked again.

    Args:
        report: The report.
        assignment: Chapter id it should be of.
        data_name: Data set it should have used; None takes any.

    Raises:
        SourceError: If it is of another assignment, of other data, or of nobody.
    """
    names = sorted({record.data for record in report.records})
    if report.assignment != assignment or len(names) != 1 or data_name not in (None, *names):
        wanted = f"{assignment} on {data_name}" if data_name else assignment
        raise SourceError(
            f"Expected a report of {wanted}, to ask its questions again. Found: one of "
            f"{report.assignment} on {' and '.join(map(clean, names)) or 'nothing'}. Name "
            f"another report, or leave out --like."
        )
    return names[0]


def write_report(report: Report, path: pathlib.Path) -> None:
    """Write a report as JSON, whole or not at all, for its owner's eyes.

    Raises:
        CacheNotWritable: If it cannot be written: no space left, or not allowed.
    """
    content = {"format": FORMAT, **dataclasses.asdict(report)}
    write_text(path, json.dumps(content, indent=1, ensure_ascii=False), private=True)


def read_report(path: pathlib.Path) -> Report:
    """Read a report. Somebody may have edited it, so every field is looked at.

    Raises:
        SourceError: If the file is not a report of this format.
        UnknownTask: If there is no such assignment or task.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content.pop("format") != FORMAT:
            raise ValueError("another format")
        records = tuple(_record(raw) for raw in content.pop("records"))
        report = Report(records=records, **content)
        _require_fields(report)
        if report.seed < 0:
            raise ValueError("a negative seed")  # no questions can be drawn from it again
        _require_one_assignment(report)
    except OSError as error:
        raise SourceError(f"{path}: the report cannot be read ({error.strerror}).") from None
    # RecursionError: lists inside of lists.
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(
            f"{path}: expected a report written by `fashionlab grade --report`. "
            f"Found: something else ({type(error).__name__}: {clean(error)})."
        ) from None
    get_chapter(report.assignment)
    for record in report.records:
        get_task(record.task)
    return report


def _record(raw: dict[str, Any]) -> Record:
    checks = tuple(CheckRecord(**check) for check in raw.pop("checks"))
    messages = tuple(raw.pop("messages"))
    record = Record(checks=checks, messages=messages, **raw)
    parts: tuple[Record | CheckRecord, ...] = (record, *checks)
    for part in parts:
        _require_fields(part)
        Outcome(part.outcome)
    if not 0 <= (record.points or 0) <= record.max_points <= _MAX_POINTS:
        raise ValueError(f"points {record.points} of {record.max_points}")
    return record


def _require_one_assignment(report: Report) -> None:
    others = {record.assignment for record in report.records} - {report.assignment}
    if others:
        raise ValueError(f"records of {', '.join(sorted(others))}")


_MAX_POINTS = 1_000_000  # of a task


def _is_text(value: Any) -> bool:
    # Half of a surrogate pair, which JSON can hold and no file can, is a ValueError.
    return type(value) is str and value.encode("utf-8") is not None


_FITS: dict[Any, Callable[[Any], bool]] = {
    str: _is_text,
    int: lambda value: type(value) is int,
    int | None: lambda value: value is None or type(value) is int,
    float: lambda value: type(value) is float and math.isfinite(value),
    tuple[str, ...]: lambda value: all(map(_is_text, value)),
    dict[str, str]: lambda value: (
        type(value) is dict and all(map(_is_text, [*value, *value.values()]))
    ),
    dict[str, Any]: lambda value: type(value) is dict,
}


def _require_fields(thing: Report | Record | CheckRecord) -> None:
    """Require what JSON gave for the fields to be of their types; records are looked at singly."""
    for field in dataclasses.fields(thing):
        value = getattr(thing, field.name)
        if field.type in _FITS and not _FITS[field.type](value):
            raise ValueError(f"{field.name} is {value!r:.80}")
