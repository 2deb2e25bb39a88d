"""Find submissions and read them. Nothing is executed; a bad file is told of, never raised."""

import dataclasses
import os
import pathlib
import stat
import unicodedata
from collections.abc import Iterable

from fashionlab.chapters import get_chapter
from fashionlab.checks.results import clean
from fashionlab.errors import SourceError
from fashionlab.source import Cell, Problem, TaskSource, extract, read_cells
from fashionlab.tasks import all_tasks, tasks_of


@dataclasses.dataclass(frozen=True)
class Submission:
    """One learner's notebook for one assignment.

    Attributes:
        student: Who handed it in: the file's name, or the folder's in nbgrader's layout,
            printable.
        path: The file.
        assignment: Chapter id.
    """

    student: str
    path: pathlib.Path
    assignment: str


@dataclasses.dataclass(frozen=True)
class Contents:
    """What a submission holds.

    Attributes:
        tasks: Task id to its source, for tasks of the assignment.
        problems: What the instructor and the learner should know.
        unreadable: Why the file cannot be graded at all, or None.
    """

    tasks: dict[str, TaskSource]
    problems: tuple[Problem, ...] = ()
    unreadable: str | None = None


def find_submissions(paths: Iterable[str | pathlib.Path], assignment: str) -> list[Submission]:
    """List the submissions in files and folders, sorted by student.

    A folder is either full of `<student>.ipynb`, or nbgrader's `submitted/`:
    `<student>/<assignment>/<assignment>.ipynb`.

    Args:
        paths: Notebooks and folders.
        assignment: Chapter id.

    Raises:
        UnknownTask: If there is no such assignment.
        SourceError: If a path does not exist, a folder holds no submission, or
            two files belong to the same student.
    """
    get_chapter(assignment)
    found: list[Submission] = []
    for path in map(pathlib.Path, paths):
        if not path.exists() and not path.is_symlink():
            raise SourceError(
                f"{printable(path)}: expected a notebook or a folder. Found: nothing."
            )
        listed = _in_folder(path, assignment) if path.is_dir() else [_from_file(path, assignment)]
        if not listed:
            raise SourceError(
                f"{printable(path)}: expected <student>.ipynb files, or nbgrader's "
                f"<student>/{assignment}/{assignment}.ipynb. Found: neither."
            )
        found += listed
    # A path that was named twice, by itself and by its folder, is one submission.
    found = list({submission.path.absolute(): submission for submission in found}.values())
    _require_different_students(found)
    return sorted(found, key=lambda submission: submission.student)


def _in_folder(folder: pathlib.Path, assignment: str) -> list[Submission]:
    nested = [
        _submission(entry.name, entry / assignment / f"{assignment}.ipynb", assignment)
        for entry in folder.iterdir()
        if _is_folder(entry) and _is_folder(entry / assignment)
    ]
    flat = [
        _submission(entry.stem, entry, assignment)
        for entry in folder.iterdir()
        if entry.suffix.lower() == ".ipynb" and not entry.name.startswith(".")
    ]
    return nested + flat


def passed_over(paths: Iterable[str | pathlib.Path], assignment: str) -> list[str]:
    """List what lies in folders of submissions and is none, by name, fit to show.

    Args:
        paths: As for `find_submissions`.
        assignment: Chapter id.
    """
    names = []
    for folder in filter(_is_folder, map(pathlib.Path, paths)):
        taken = {place for s in _in_folder(folder, assignment) for place in _places(s.path)}
        names += [
            printable(entry.name)
            for entry in folder.iterdir()
            if entry not in taken and not entry.name.startswith(".")
        ]
    return sorted(names)


def _places(path: pathlib.Path) -> tuple[pathlib.Path, ...]:
    """A submission's file, and its student's folder in nbgrader's layout."""
    return (path, *path.parents[1:2])


def _is_folder(path: pathlib.Path) -> bool:
    """Say whether a path is a folder; one in a locked folder may be, and is told of later."""
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)
    except PermissionError:
        return True
    except OSError:
        return False


def _from_file(path: pathlib.Path, assignment: str) -> Submission:
    nested = _in_nbgrader_layout(path, assignment)
    return _submission(path.parent.parent.name if nested else path.stem, path, assignment)


def _submission(name: str, path: pathlib.Path, assignment: str) -> Submission:
    # Letters with accents can be written in two ways that nobody can tell apart; one of them is
    # taken. A backslash is doubled: else two names, one with a newline and one with the letters
    # \n, would be one student's, and nobody would be graded.
    student = printable(unicodedata.normalize("NFC", name).replace("\\", "\\\\"))
    return Submission(student, path, assignment)


def printable(name: str | pathlib.Path) -> str:
    """Return a file's name fit to show and to write, however its owner spelt it.

    A file name may hold newlines, what a terminal obeys, what nobody sees, and
    bytes that are no text. They are written as escapes.
    """
    return "".join(c if _is_printable(c) else ascii(c)[1:-1] for c in str(name))


# Letters and marks without any ink: a name that ends with one looks like another student's.
_BLANKS = {0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0}
_BLANKS |= {*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}


def _is_printable(character: str) -> bool:
    category = unicodedata.category(character)
    # The last two are line and paragraph separators.
    shows = category[0] != "C" and category not in ("Zl", "Zp")
    return shows and ord(character) not in _BLANKS


def _in_nbgrader_layout(path: pathlib.Path, assignment: str) -> bool:
    return path.stem == assignment and path.parent.name == assignment


def _is_linked(path: pathlib.Path, assignment: str) -> bool:
    """Say whether a submission is a link, or lies in a folder of the student's that is one."""
    folders = path.parents[:2] if _in_nbgrader_layout(path, assignment) else ()
    return any(place.is_symlink() for place in (path, *folders))


def _require_different_students(submissions: list[Submission]) -> None:
    first: dict[str, pathlib.Path] = {}
    for submission in submissions:
        other = first.setdefault(submission.student, submission.path)
        if other != submission.path:
            raise SourceError(
                f"Expected one notebook per student. Found two for {submission.student!r}: "
                f"{printable(other)} and {printable(submission.path)}. Remove or rename one."
            )


def read_submission(submission: Submission) -> Contents:
    """Read one submission; whatever is wrong with it is told, not raised."""
    path, name = submission.path, printable(submission.path.name)
    try:
        if _is_linked(path, submission.assignment):
            return _unreadable(
                f"{name}: expected a notebook file. Found: a symbolic link, and links are "
                f"not followed."
            )
        if not path.exists():
            return _unreadable(f"{name}: expected a notebook of this name. Found: nothing.")
        cells = read_cells(path)
    except SourceError as error:
        return _unreadable(str(error).replace(str(path), name))
    except PermissionError:
        return _unreadable(f"{name}: expected a notebook. Found: a folder that is locked.")
    extraction = extract(cells)
    own = {task.id: task for task in tasks_of(submission.assignment)}
    problems = [
        *extraction.problems,
        *_foreign(extraction.tasks, submission.assignment),
        *_check_cells(cells, submission.assignment),
    ]
    return Contents(
        {task_id: source for task_id, source in extraction.tasks.items() if task_id in own},
        tuple(dataclasses.replace(p, message=clean(p.message)) for p in problems),
    )


def _unreadable(message: str) -> Contents:
    return Contents({}, unreadable=clean(message))


def _foreign(tasks: dict[str, TaskSource], assignment: str) -> list[Problem]:
    """Say when the notebook belongs to another assignment."""
    known = all_tasks()
    others = {known[task_id].chapter_id for task_id in tasks} - {assignment}
    if not others or any(known[task_id].chapter_id == assignment for task_id in tasks):
        return []
    return [
        Problem(
            0,
            f"Expected the notebook of {assignment}. Found: the one of "
            f"{', '.join(sorted(others))}. Was the wrong file handed in?",
        )
    ]


def _check_cells(cells: list[Cell], assignment: str) -> list[Problem]:
    """Tell of check cells that are gone, doubled or edited. None of it changes a mark."""
    problems = []
    for task in tasks_of(assignment):
        grade_id = f"{task.id.replace('.', '-')}-check"
        found = [c for c in cells if _grade_id(c) == grade_id]
        where = found[0].number if found else 0
        if not found:
            message = f"The check cell of {task.id} is missing."
        elif len(found) > 1:
            message = f"The check cell of {task.id} is there {len(found)} times."
        elif found[0].source.strip() != f"check({task.id})":
            message = f"The check cell of {task.id} was edited."
        else:
            continue
        problems.append(Problem(where, f"{message} That does not change the mark.", task.id))
    return problems


def _grade_id(cell: Cell) -> object:
    metadata = cell.metadata.get("nbgrader")
    return metadata.get("grade_id") if isinstance(metadata, dict) else None
