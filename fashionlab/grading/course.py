"""An nbgrader course on disk: make it, run nbgrader in it, read its gradebook."""

import hashlib
import json
import pathlib
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any

import fashionlab
from fashionlab.authoring.markers import cell_id
from fashionlab.authoring.release import source_notebook, write_bytes
from fashionlab.chapters import CHAPTERS, get_chapter
from fashionlab.errors import GraderFault, SourceError
from fashionlab.filling import solutions_folder
from fashionlab.tasks import tasks_of

COURSE_ID = "fashionlab"
CONFIG = f'''"""The settings of this nbgrader course. Add your own below."""

from fashionlab.grading.nbgrader import configure

c = get_config()
configure(c)
c.CourseDirectory.course_id = "{COURSE_ID}"
'''
# What was written, by checksum: so a file that an instructor changed is told from an old one.
_WRITTEN = ".fashionlab-course.json"


def make_course(
    folder: str | pathlib.Path,
    assignments: Sequence[str] | None = None,
    *,
    solutions: str | pathlib.Path | None = None,
    say: Callable[[str], object] = print,
) -> list[pathlib.Path]:
    """Write a working nbgrader course, or bring one up to date.

    Files that the instructor changed since are left alone, and `say` tells which.

    Args:
        folder: The course's folder; made if missing.
        assignments: Chapter ids; default: all.
        solutions: Folder of `chNN_topic.py`; default: `FASHIONLAB_FILL`, or
            `solutions` near the course, here, or in the checkout.
        say: Called with one sentence for each file left alone.

    Returns:
        The files written: none when everything is up to date.

    Raises:
        UnknownTask: If there is no such assignment.
        SourceError: If the solutions cannot be found, or the folder has an
            `nbgrader_config.py` in which nbgrader would grade by itself.
    """
    folder = pathlib.Path(folder)
    chapters = [get_chapter(name) for name in assignments or CHAPTERS]
    home = pathlib.Path(solutions) if solutions is not None else _find_solutions(folder)
    fresh = {"nbgrader_config.py": CONFIG.encode()}
    for chapter in chapters:
        source = home / f"{chapter.id}.py"
        if not source.is_file():
            raise SourceError(f"{source}: expected the solutions of {chapter.id}. Found: nothing.")
        fresh[f"source/{chapter.id}/{chapter.notebook}"] = write_bytes(source_notebook(source))
    _require_our_config(folder / "nbgrader_config.py")
    (folder / "submitted").mkdir(parents=True, exist_ok=True)
    return _write(folder, fresh, say)


def _require_our_config(path: pathlib.Path) -> None:
    """Refuse a config in which nbgrader would run learners' code itself, without a wall."""
    if path.is_file() and "fashionlab.grading.nbgrader" not in path.read_text(errors="replace"):
        raise SourceError(
            f"{path}: expected an nbgrader course that grades with fashionlab. Found: settings "
            f"without it, so nbgrader would run learners' code without a wall. Add these two "
            f"lines and run this again: `from fashionlab.grading.nbgrader import configure` and, "
            f"after `c = get_config()`, `configure(c)`."
        )


def _find_solutions(folder: pathlib.Path) -> pathlib.Path:
    checkout = pathlib.Path(fashionlab.__file__).resolve().parents[1]
    for beside in (folder, pathlib.Path.cwd(), checkout):
        found = solutions_folder(beside)
        if found is not None:
            return found
    raise SourceError(
        f"{folder}: a course is made from the folder of reference solutions, which is not in the "
        f"installed package. Expected `solutions` here or beside it. Found: none. Run this in a "
        f"checkout of the repository, or set FASHIONLAB_FILL to the folder."
    )


def _write(
    folder: pathlib.Path, fresh: dict[str, bytes], say: Callable[[str], object]
) -> list[pathlib.Path]:
    notes = folder / _WRITTEN
    try:
        known = json.loads(notes.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):  # cut short: what differs is left alone
        known = {}
    written = []
    for name, content in fresh.items():
        path = folder / name
        if path.is_file() and path.read_bytes() != content:
            if hashlib.sha256(path.read_bytes()).hexdigest() != known.get(name):
                say(f"{path} was changed by hand and is left alone. Remove it to get a new one.")
                continue
        elif path.is_file():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        known[name] = hashlib.sha256(content).hexdigest()
        written.append(path)
    if written:
        notes.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return written


def run_nbgrader(folder: str | pathlib.Path, *arguments: str) -> str:
    """Run an nbgrader command in a course.

    Args:
        folder: The course.
        arguments: The command and its options: `"generate_feedback", "ch02_ann"`.

    Returns:
        What it printed.

    Raises:
        GraderFault: If it fails; the message ends with what it printed last.
    """
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode != 0:
        last = "\n".join(done.stdout.splitlines()[-15:])
        raise GraderFault(
            f"nbgrader {' '.join(arguments)} failed in {folder} (exit code {done.returncode}):\n"
            f"{last}"
        )
    return done.stdout


def autograde(folder: str | pathlib.Path, assignment: str) -> dict[str, float]:
    """Run `nbgrader autograde` on every submission of an assignment, in one process.

    An assignment that the gradebook does not know is generated first.

    Args:
        folder: The course.
        assignment: Chapter id.

    Returns:
        Student to the seconds that asking and judging took; nbgrader's own
        reading and writing comes on top.

    Raises:
        GraderFault: If nbgrader fails.
    """
    if not _generated(folder, assignment):
        run_nbgrader(folder, "generate_assignment", assignment)
    run_nbgrader(folder, "autograde", assignment, "--force")
    seconds = {}
    autograded = pathlib.Path(folder) / "autograded"
    for path in sorted(autograded.glob(f"*/{assignment}/{assignment}.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        seconds[path.parents[1].name] = notebook["metadata"]["fashionlab"]["seconds"]
    return seconds


def nbgrader_marks(
    folder: str | pathlib.Path, assignment: str
) -> dict[str, dict[str, float | None]]:
    """Read the marks of an assignment from nbgrader's gradebook.

    Args:
        folder: The course.
        assignment: Chapter id.

    Returns:
        Student to task id to points, the instructor's where there are any, else
        the grader's; None while a task is open.
    """
    task_ids = {cell_id(task, check=True): task.id for task in tasks_of(assignment)}
    marks: dict[str, dict[str, float | None]] = {}
    with _gradebook(folder) as gradebook:
        for submission in gradebook.assignment_submissions(assignment):
            own = marks.setdefault(submission.student.id, {})
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    if grade.name in task_ids:
                        own[task_ids[grade.name]] = _mark(grade)
    return marks


def _generated(folder: str | pathlib.Path, assignment: str) -> bool:
    if not _database(folder).is_file():
        return False
    with _gradebook(folder) as gradebook:
        return assignment in {known.name for known in gradebook.assignments}


def _mark(grade: Any) -> float | None:
    points = grade.auto_score if grade.manual_score is None else grade.manual_score
    return None if points is None else points + (grade.extra_credit or 0.0)


def _gradebook(folder: str | pathlib.Path) -> Any:
    from nbgrader.api import Gradebook

    return Gradebook(f"sqlite:///{_database(folder)}", COURSE_ID)


def _database(folder: str | pathlib.Path) -> pathlib.Path:
    return pathlib.Path(folder).resolve() / "gradebook.db"
