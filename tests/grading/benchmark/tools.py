"""The three graders, each grading the same class the way its manual says.

nbgrader and otter run the notebooks of the class in Jupyter kernels. Their
checks are `assert check(task).passed`: the questions and judgements of the
course, written the way both of them want it.
"""

import contextlib
import dataclasses
import json
import pathlib
import re
import sqlite3
import sys
import zipfile
from collections.abc import Sequence

import nbformat

from fashionlab.authoring.bundled_class import Member
from fashionlab.authoring.markers import cell_id
from fashionlab.authoring.release import source_notebook, write_bytes
from fashionlab.grading.course import COURSE_ID, nbgrader_marks, run_nbgrader
from fashionlab.grading.records import read_report
from fashionlab.tasks import Task, tasks_of

from .classes import SOLUTIONS
from .cost import Cost, measure, together

Marks = dict[str, dict[str, float | None]]
Words = dict[str, dict[str, str]]


@dataclasses.dataclass(frozen=True)
class Graded:
    """What a grader made of a class.

    Attributes:
        tool: Its name and mode.
        cost: What it cost.
        marks: Student to task id to points; who or what is missing got no mark.
        words: Student to task id to what the tool said of it.
        runs: Times that code of a task was run for an answer, where the tool tells.
        reused: Answers that were taken from the ledger, where the tool tells.
    """

    tool: str
    cost: Cost
    marks: Marks
    words: Words
    runs: int | None = None
    reused: int | None = None


def fashionlab(folder: pathlib.Path, members: Sequence[Member], *, workers: int) -> Graded:
    """`fashionlab grade`, from the start of the command to its end."""
    assignment = members[0].assignment
    (folder / "class").mkdir(parents=True)
    for member in members:
        (folder / "class" / f"{member.student}.ipynb").write_bytes(member.content)
    command = [sys.executable, "-m", "fashionlab.cli", "grade", "class", "--fresh"]
    command += ["--assignment", assignment, "--workers", str(workers)]
    cost = measure(command, folder=folder)
    grouped = read_report(folder / "report.json").by_student()
    marks: Marks = {who: {r.task: r.points for r in records} for who, records in grouped.items()}
    words = {
        who: {r.task: " ".join([r.outcome, *r.messages]) for r in records}
        for who, records in grouped.items()
    }
    with contextlib.closing(sqlite3.connect(folder / "report.ledger")) as ledger:
        runs = ledger.execute("SELECT COUNT(*) FROM answers").fetchone()[0]
    told = re.search(r"(\d+) answers were known already", cost.output)
    reused = int(told[1]) if told else 0
    return Graded(f"fashionlab grade, workers: {workers}", cost, marks, words, runs, reused)


def nbgrader(folder: pathlib.Path, members: Sequence[Member], *, whole: bool) -> Graded:
    """`nbgrader autograde` as shipped: its own `Execute` runs each notebook in a kernel."""
    assignment = members[0].assignment
    source = source_notebook(SOLUTIONS / f"{assignment}.py")
    for task, cell in check_cells(source, assignment):
        cell["source"] = assertion(task)
    _write(folder / "source" / assignment, assignment, source, whole=whole)
    (folder / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.course_id = {COURSE_ID!r}\n"
        # Its own limit of 30 seconds a cell would stop the cells that train.
        f"c.Execute.timeout = 1200\n"
    )
    run_nbgrader(folder, "generate_assignment", assignment)
    for member in members:
        notebook = nbformat.reads(member.content.decode(), as_version=4)
        place = folder / "submitted" / member.student / assignment
        _write(place, assignment, notebook, whole=whole)
    command = [sys.executable, "-m", "nbgrader", "autograde", assignment]
    cost = measure(command, folder=folder)
    words = {m.student: nbgrader_words(folder, m.student, assignment) for m in members}
    marks = nbgrader_marks(folder, assignment)
    return Graded(f"nbgrader autograde, {_extent(whole)}", cost, marks, words)


def otter(folder: pathlib.Path, members: Sequence[Member], *, whole: bool) -> Graded:
    """`otter run`, once for each submission: it takes one at a time."""
    assignment = members[0].assignment
    folder.mkdir()
    write_autograder(folder / "autograder.zip", assignment)
    costs: list[Cost] = []
    marks: Marks = {}
    words: Words = {}
    for member in members:
        place = folder / member.student
        notebook = nbformat.reads(member.content.decode(), as_version=4)
        _write(place, assignment, for_otter(notebook, assignment), whole=whole)
        command = [sys.executable, "-m", "otter", "run", f"{assignment}.ipynb"]
        command += ["-a", str(folder / "autograder.zip"), "-o", str(place)]
        costs.append(measure(command, folder=place))
        tests = otter_tests(place / "results.json", assignment)
        marks[member.student] = {task: test.get("score") for task, test in tests.items()}
        words[member.student] = {task: test["output"] for task, test in tests.items()}
    return Graded(f"otter run, {_extent(whole)}", together(costs), marks, words)


def assertion(task: Task) -> str:
    """The check of a task as nbgrader and otter want it: an error when it did not pass."""
    return f"verdict = check({task.id})\nassert verdict.passed, str(verdict)"


def check_cells(notebook, assignment: str):
    """Yield the tasks of a notebook with their check cells."""
    cells = {cell["id"]: cell for cell in notebook["cells"]}
    for task in tasks_of(assignment):
        yield task, cells[cell_id(task, check=True)]


def for_otter(notebook, assignment: str):
    """Return a notebook as `otter assign` hands it out: `grader.check` in the check cells."""
    for task, cell in check_cells(notebook, assignment):
        cell["source"] = f'grader.check("{cell_id(task)}")'
    start = nbformat.v4.new_code_cell("import otter\n\ngrader = otter.Notebook()", id="otter")
    notebook["cells"].insert(0, start)
    return notebook


def write_autograder(path: pathlib.Path, assignment: str) -> None:
    """Write otter's configuration: one exception-based test file for each task."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("otter_config.json", json.dumps({"lang": "python"}))
        for task in tasks_of(assignment):
            body = assertion(task).replace("\n", "\n    ")
            archive.writestr(
                f"tests/{cell_id(task)}.py",
                "OK_FORMAT = False\n\n"
                "from otter.test_files import test_case\n\n"
                f"from fashionlab import check, {task.id.partition('.')[0]}\n\n"
                f"name = {cell_id(task)!r}\npoints = {task.points}\n\n\n"
                f"@test_case()\ndef test_it():\n    {body}\n",
            )


def otter_tests(path: pathlib.Path, assignment: str) -> dict[str, dict]:
    """Read the results of one submission by task; none where otter wrote none."""
    if not path.is_file():
        return {}
    found = {test["name"]: test for test in json.loads(path.read_text())["tests"]}
    tasks = {task.id: cell_id(task) for task in tasks_of(assignment)}
    return {task_id: found[name] for task_id, name in tasks.items() if name in found}


def nbgrader_words(folder: pathlib.Path, student: str, assignment: str) -> dict[str, str]:
    """Read what stands below the check cells of a notebook that nbgrader has run."""
    path = folder / "autograded" / student / assignment / f"{assignment}.ipynb"
    if not path.is_file():
        return {}
    found = {}
    for task, cell in check_cells(nbformat.read(path, as_version=4), assignment):
        # Errors have a value, printed lines a text.
        told = [output.get("evalue") or output.get("text", "") for output in cell["outputs"]]
        found[task.id] = "\n".join(told)
    return found


def _write(folder: pathlib.Path, assignment: str, notebook, *, whole: bool) -> None:
    if not whole:
        notebook["cells"] = without_narrative(notebook["cells"])
    folder.mkdir(parents=True)
    (folder / f"{assignment}.ipynb").write_bytes(write_bytes(notebook))


def without_narrative(cells: list) -> list:
    """Return imports, solutions and checks: what comes before the first task, and the tasks."""
    first = next(number for number, cell in enumerate(cells) if "nbgrader" in cell["metadata"])
    return [c for number, c in enumerate(cells) if number < first or "nbgrader" in c["metadata"]]


def _extent(whole: bool) -> str:
    return "whole notebook" if whole else "solutions and checks only"
