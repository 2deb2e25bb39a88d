"""Lists of tasks: for `fashionlab tasks` and `fashionlab progress`."""

import pathlib
from typing import Any

from fashionlab.checks.registry import checks_of
from fashionlab.progress import Progress
from fashionlab.source import extract_file
from fashionlab.tasks import Task, all_tasks


def task_rows(submissions: pathlib.Path) -> list[dict[str, Any]]:
    """Return one row per task.

    Args:
        submissions: Folder of alternatives and mutants; both count 0 without it.
    """

    def count(kind: str, task_id: str) -> int:
        return len(list((submissions / kind / task_id).glob("*.py")))

    return [
        {
            "id": task.id,
            "chapter": task.chapter_id,
            "notebook": task.chapter.notebook,
            "points": task.points,
            "checks": len(checks_of(task)),
            "alternatives": count("alternatives", task.id),
            "mutants": count("mutants", task.id),
        }
        for task in all_tasks().values()
    ]


def learner_progress(folder: pathlib.Path) -> tuple[list[tuple[Task, str]], Task | None]:
    """Say how far a learner's notebooks are.

    Args:
        folder: Where the notebooks are.

    Returns:
        Each task with its state in words, and the first that is not solved.
    """
    lines: list[tuple[Task, str]] = []
    following = None
    known = Progress()
    for task in all_tasks().values():
        state = _state(task, folder, known)
        lines.append((task, state))
        if following is None and state != "solved":
            following = task
    return lines, following


def _state(task: Task, folder: pathlib.Path, known: Progress) -> str:
    notebook = folder / task.chapter.notebook
    source = extract_file(notebook).tasks.get(task.id) if notebook.is_file() else None
    if source is None or source.blank:
        return "not written yet"
    verdict = known.verdict(source)
    if verdict is None:
        return "written, not checked"
    return "solved" if verdict else "not right yet"
