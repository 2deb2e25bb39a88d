"""The main job: grade the bundled class with `fashionlab grade` and with nbgrader, compare."""

import pathlib
import shutil
import time

import rich.table

from fashionlab import data
from fashionlab.authoring.bundled_class import Member, load_class
from fashionlab.errors import SourceError
from fashionlab.grading.console import grade_with_progress, wide_console
from fashionlab.grading.course import autograde, make_course, nbgrader_marks
from fashionlab.grading.feedback import write_feedback
from fashionlab.grading.gradebook import write_csv
from fashionlab.grading.records import Record, Report, total, write_report

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
_MADE_BY_DEMO = ".fashionlab-demo"  # without this file a folder is somebody's own


def run_demo(folder: pathlib.Path, *, workers: int) -> bool:
    """Grade the bundled class both ways and print one row per submission.

    Args:
        folder: Where submissions, reports, feedback and the nbgrader course are written.
        workers: Submissions graded at a time.

    Returns:
        Whether every outcome and every mark is what it should be, both ways.

    Raises:
        SourceError: If the bundled class is not there (it is not in the wheel), or
            the folder holds what no demo wrote.
    """
    submissions = REPOSITORY / "tests" / "submissions"
    if not (submissions / "class.json").is_file():
        raise SourceError(
            f"{submissions}: expected the bundled class. Found: nothing. Run the demo in a "
            f"checkout of the repository."
        )
    console = wide_console()
    started = time.perf_counter()
    name = data.best_available()
    console.print(f"Data set: {name}" + (" (embedded)" if name == "synthetic_fashion" else ""))
    _make_empty(folder)
    members = load_class(submissions, REPOSITORY / "solutions")
    assignments = list(dict.fromkeys(member.assignment for member in members))
    make_course(folder / "course", assignments)
    table = rich.table.Table(
        "submission", "outcomes", "points", "nbgrader", "expected", "seconds", "", title="Marks"
    )
    right = True
    for assignment in assignments:
        own = [member for member in members if member.assignment == assignment]
        report = _grade_directly(folder, assignment, own, workers)
        autograde(folder / "course", assignment)
        marks = nbgrader_marks(folder / "course", assignment)
        grouped = report.by_student()
        for member in own:
            row_right = _add_row(
                table, member, grouped[member.student], marks.get(member.student, {})
            )
            right = right and row_right
    console.print(table)
    console.print(f"Feedback pages: {folder / 'feedback'}")
    console.print(f"Reports and gradebooks: {folder}; nbgrader course: {folder / 'course'}")
    console.print(f"{len(members)} submissions, {time.perf_counter() - started:.0f} s in all.")
    console.print("Every mark is as expected." if right else "Some marks are NOT as expected.")
    return right


def _make_empty(folder: pathlib.Path) -> None:
    """Make a folder for the demo; one that an earlier demo made is emptied."""
    marker = folder / _MADE_BY_DEMO
    if folder.is_dir() and any(folder.iterdir()) and not marker.is_file():
        raise SourceError(
            f"{folder}: expected an empty folder, or one of an earlier demo, which is emptied. "
            f"Found: other files. Choose another --folder, or move them away."
        )
    if folder.is_dir():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    marker.touch()


def _grade_directly(
    folder: pathlib.Path, assignment: str, members: list[Member], workers: int
) -> Report:
    submitted = folder / "course" / "submitted"
    for member in members:
        place = submitted / member.student / assignment
        place.mkdir(parents=True)
        (place / f"{assignment}.ipynb").write_bytes(member.content)
    files = [submitted / m.student / assignment / f"{assignment}.ipynb" for m in members]
    report = grade_with_progress(files, assignment, workers=workers)
    write_report(report, folder / f"{assignment}.json")
    write_csv(report, folder / f"{assignment}.csv")
    write_feedback(report, folder / "feedback" / assignment)
    return report


def _add_row(
    table: rich.table.Table, member: Member, records: list[Record], marks: dict[str, float | None]
) -> bool:
    as_expected = all(record.outcome in member.outcomes[record.task] for record in records)
    both_agree = {record.task: record.points for record in records} == marks
    right = as_expected and both_agree and total(records) == member.points
    outcomes = ", ".join(
        f"{record.task.partition('.')[2]} {record.outcome}"
        for record in records
        if record.outcome != "passed"
    )
    table.add_row(
        f"{member.assignment} {member.student}",
        outcomes or "all passed",
        str(total(records)),
        "missing" if not marks else f"{sum(mark or 0 for mark in marks.values()):g}",
        str(member.points),
        f"{sum(record.seconds for record in records):.1f}",
        "✓" if right else "✗ NOT AS EXPECTED",
    )
    return right
