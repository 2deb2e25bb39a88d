"""What the benchmark found: wrong marks, a table, a file."""

import dataclasses
import datetime
import importlib.metadata
import json
import os
import pathlib
import platform
from collections.abc import Sequence
from typing import Any

import rich.table

from fashionlab.authoring.bundled_class import Member

from .classes import expected_marks
from .tools import Graded

PACKAGES = ("fashionlab", "keras", "nbgrader", "otter-grader", "tensorflow")
MOST_SAID = 300  # characters of a grader's message


@dataclasses.dataclass(frozen=True)
class WrongMark:
    """A mark that is not what the solution earns.

    Attributes:
        student: Whose.
        task: Task id.
        expected: Points earned.
        given: Points given; None for no mark at all.
        words: The beginning of what the grader said of it.
    """

    student: str
    task: str
    expected: int
    given: float | None
    words: str = ""

    @property
    def kind(self) -> str:
        """Say in two words what is wrong."""
        if self.given is None:
            return "no mark"
        return "too low" if self.given < self.expected else "too high"


def wrong_marks(members: Sequence[Member], graded: Graded) -> list[WrongMark]:
    """List the marks that differ from what the solutions of the class earn."""
    found = []
    for member in members:
        marks = graded.marks.get(member.student, {})
        words = graded.words.get(member.student, {})
        for task, expected in expected_marks(member).items():
            if marks.get(task) != expected:
                said = " ".join(words.get(task, "").split())[:MOST_SAID]
                found.append(WrongMark(member.student, task, expected, marks.get(task), said))
    return found


def row(graded: Graded, members: Sequence[Member]) -> dict[str, Any]:
    """Return what there is to say about one grader, as plain data."""
    cost, count = graded.cost, len(members)
    return {
        "tool": graded.tool,
        "submissions": count,
        "seconds": round(cost.seconds, 1),
        "per_minute": round(60 * count / cost.seconds, 2),
        "cpu_seconds_each": round(cost.cpu_seconds / count, 2),
        "peak_mb": round(cost.peak_mb),
        "marks": sum(len(member.outcomes) for member in members),
        "wrong_marks": [
            {**dataclasses.asdict(wrong), "kind": wrong.kind}
            for wrong in wrong_marks(members, graded)
        ],
        "failed_commands": sum(code != 0 for code in cost.exit_codes),
        "runs": graded.runs,
        "reused": graded.reused,
    }


def ratio(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Return how many times as many submissions a minute one grader does as another."""
    each = [row["seconds"] / row["submissions"] for row in (other, one)]
    return each[0] / each[1]


def in_words(row: dict[str, Any]) -> str:
    """Count the wrong marks of a grader by kind: "3 of 160: 2 too low, 1 no mark"."""
    kinds = [wrong["kind"] for wrong in row["wrong_marks"]]
    told = ", ".join(f"{kinds.count(kind)} {kind}" for kind in sorted(set(kinds)))
    return f"{len(kinds)} of {row['marks']}" + (f": {told}" if told else "")


def table(rows: Sequence[dict[str, Any]]) -> rich.table.Table:
    """One line for each grader."""
    made = rich.table.Table(
        *("grader", "submissions", "seconds", "per minute", "CPU-s each", "peak MB"),
        *("wrong marks", "task runs", "from the ledger"),
    )
    for one in rows:
        runs = ["" if one[name] is None else str(one[name]) for name in ("runs", "reused")]
        made.add_row(
            *(one["tool"], str(one["submissions"]), f"{one['seconds']:.0f}"),
            *(f"{one['per_minute']:.1f}", f"{one['cpu_seconds_each']:.1f}", str(one["peak_mb"])),
            *(in_words(one), *runs),
        )
    return made


def about(assignment: str, data_name: str, size: int) -> dict[str, Any]:
    """Return what the figures depend on."""
    return {
        "assignment": assignment,
        "class": size,
        "date": datetime.date.today().isoformat(),
        "data": data_name,
        "processors": len(os.sched_getaffinity(0)),
        "python": platform.python_version(),
        "versions": {name: importlib.metadata.version(name) for name in PACKAGES},
    }


def write(path: pathlib.Path, content: dict[str, Any]) -> None:
    """Write what was found so far."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
