"""The right and wrong solutions kept with the tests: alternatives and mutants."""

import dataclasses
import pathlib
import re

from fashionlab.errors import SourceError


@dataclasses.dataclass(frozen=True)
class Mutant:
    """A wrong solution that shows one misconception.

    Attributes:
        task_id: The task it gets wrong.
        path: The module.
        misconception: One sentence.
        hint: What to say to a learner who makes the mistake.
        fails: Names of checks that must be among those it fails.
    """

    task_id: str
    path: pathlib.Path
    misconception: str
    hint: str
    fails: tuple[str, ...]


def alternatives(folder: pathlib.Path, task_id: str) -> list[pathlib.Path]:
    """List the modules that solve a task rightly, in other styles.

    Args:
        folder: `tests/submissions`.
        task_id: The task.
    """
    return sorted((folder / "alternatives" / task_id).glob("*.py"))


def mutants(folder: pathlib.Path, task_id: str) -> list[Mutant]:
    """List the modules that solve a task wrongly.

    Args:
        folder: `tests/submissions`.
        task_id: The task.

    Raises:
        SourceError: If a module's docstring does not say what it gets wrong.
    """
    return [_mutant(path, task_id) for path in sorted((folder / "mutants" / task_id).glob("*.py"))]


_DOCSTRING = re.compile(
    r'\A"""(?P<misconception>.+?)\n\n\s*Hint:\s*(?P<hint>.+?)\n\s*Fails:\s*(?P<fails>.+?)\s*"""',
    re.DOTALL,
)


def _mutant(path: pathlib.Path, task_id: str) -> Mutant:
    match = _DOCSTRING.match(path.read_text(encoding="utf-8"))
    if match is None:
        raise SourceError(
            f"{path}: expected a docstring with the misconception, `Hint:` and `Fails:`."
        )
    fails = tuple(name.strip() for name in match["fails"].split(","))
    return Mutant(task_id, path, _joined(match["misconception"]), _joined(match["hint"]), fails)


def _joined(text: str) -> str:
    return " ".join(text.split())
