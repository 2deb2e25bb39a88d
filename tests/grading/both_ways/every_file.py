"""Submissions in which every file of `tests/submissions` stands once."""

import itertools
import pathlib

from fashionlab.authoring.assemble import assemble
from fashionlab.authoring.release import release_notebook, write_bytes
from fashionlab.source import extract_file
from fashionlab.tasks import tasks_of

ROOT = pathlib.Path(__file__).resolve().parents[3]
SOLUTIONS = ROOT / "solutions"
SUBMISSIONS = ROOT / "tests" / "submissions"
BY_TASK = ("alternatives", "mutants", "variants")
EARNS = ("solutions", "alternatives", "honest_but_odd")
ATTACKS = ("hostile", "honest_but_odd")


def files_of(assignment: str) -> dict[str, list[pathlib.Path]]:
    """Return task id to the modules that are written for it, right and wrong ones."""
    found = {task.id: [SOLUTIONS / f"{assignment}.py"] for task in tasks_of(assignment)}
    for task_id, kind in itertools.product(found, BY_TASK):
        found[task_id] += sorted((SUBMISSIONS / kind / task_id).glob("*.py"))
    for kind in ATTACKS:
        for path in sorted((SUBMISSIONS / kind).rglob("*.py")):
            task_id = next(iter(extract_file(path).tasks))
            if task_id in found:
                found[task_id].append(path)
    return found


def earns(path: pathlib.Path) -> bool:
    """Whether a module solves its task."""
    return any(kind in path.relative_to(ROOT).parts for kind in EARNS)


def submissions_of(assignment: str) -> dict[str, tuple[bytes, dict[str, pathlib.Path]]]:
    """Return student to a notebook and what stands in it: task id to a module.

    Where a task has fewer modules than others, the last notebooks leave it as it
    was handed out.
    """
    released = release_notebook(SOLUTIONS / f"{assignment}.py")
    files = files_of(assignment)
    made = {}
    for number, column in enumerate(itertools.zip_longest(*files.values()), start=1):
        fill = {task: path for task, path in zip(files, column, strict=True) if path is not None}
        sources = {task: _text(path, task) for task, path in fill.items()}
        made[f"student{number:03}"] = write_bytes(assemble(released, sources)), fill
    return made


def _text(path: pathlib.Path, task_id: str) -> str:
    # An attack is handed in whole, with what it does besides defining a function.
    if "hostile" in path.parts:
        return path.read_text(encoding="utf-8")
    return extract_file(path).tasks[task_id].text
