"""The bundled class: submissions made from solutions, alternatives, mutants and attacks."""

import dataclasses
import json
import pathlib
from collections.abc import Mapping
from typing import Any

from fashionlab.authoring.assemble import assemble
from fashionlab.authoring.release import release_notebook, write_bytes
from fashionlab.source import extract_file
from fashionlab.tasks import get_task, tasks_of


@dataclasses.dataclass(frozen=True)
class Member:
    """One submission of the class.

    Attributes:
        student: A name that says what the submission is.
        assignment: Chapter id.
        content: The bytes of the file handed in.
        outcomes: Task id to the outcomes that are right for it.
    """

    student: str
    assignment: str
    content: bytes
    outcomes: dict[str, tuple[str, ...]]

    @property
    def points(self) -> int:
        """The points it earns."""
        earned = [task for task, outcomes in self.outcomes.items() if outcomes == ("passed",)]
        return sum(get_task(task).points for task in earned)


def load_class(folder: pathlib.Path, solutions: pathlib.Path) -> list[Member]:
    """Make the submissions that `class.json` lists.

    An entry has `student`, `assignment` and either `text` (the whole file) or
    `fill`: task id to a module below `folder`, `"reference"` or `"blank"`; the
    key `"*"` stands for every other task. `outcomes` maps task ids to the
    outcomes that are right, one or a list; `"passed"` where nothing is said.

    Args:
        folder: `tests/submissions`.
        solutions: Folder of the reference solutions.
    """
    entries = json.loads((folder / "class.json").read_text(encoding="utf-8"))
    return [_member(entry, folder, solutions) for entry in entries]


def _member(entry: Mapping[str, Any], folder: pathlib.Path, solutions: pathlib.Path) -> Member:
    assignment = entry["assignment"]
    given = entry.get("outcomes", {})
    outcomes = {}
    for task in tasks_of(assignment):
        expected = given.get(task.id, given.get("*", "passed"))
        outcomes[task.id] = (expected,) if isinstance(expected, str) else tuple(expected)
    content = entry["text"].encode() if "text" in entry else _filled(entry, folder, solutions)
    return Member(entry["student"], assignment, content, outcomes)


def _filled(entry: Mapping[str, Any], folder: pathlib.Path, solutions: pathlib.Path) -> bytes:
    reference = solutions / f"{entry['assignment']}.py"
    sources = {}
    for task in tasks_of(entry["assignment"]):
        wanted = entry["fill"].get(task.id, entry["fill"].get("*", "reference"))
        if wanted != "blank":
            path = reference if wanted == "reference" else folder / wanted
            sources[task.id] = extract_file(path).tasks[task.id].text
    return write_bytes(assemble(release_notebook(reference), sources))
