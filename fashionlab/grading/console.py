"""Grading as an instructor watches it: a progress bar, counts, a table."""

import collections
import pathlib
from collections.abc import Sequence

import rich.console
import rich.progress
import rich.table
import rich.text

from fashionlab.grading.grade import examine, grade
from fashionlab.grading.records import Record, Report, total
from fashionlab.grading.submission import find_submissions


def grade_with_progress(
    paths: Sequence[pathlib.Path],
    assignment: str,
    *,
    workers: int,
    data_name: str | None = None,
    seed: int | None = None,
) -> Report:
    """Grade submissions and show how far it is.

    Args:
        paths: Notebooks and folders.
        assignment: Chapter id.
        workers: Submissions graded at a time.
        data_name: Data set for training checks; default: the best found.
        seed: Where the questions are drawn from; default: secret.
    """
    console = wide_console()
    submissions = find_submissions(paths, assignment)
    examination = examine(assignment, seed=seed, data_name=data_name)
    console.print(f"{len(submissions)} submissions of {assignment}, data: {examination.data}")
    counts: collections.Counter[str] = collections.Counter()
    with rich.progress.Progress(
        rich.progress.TextColumn("{task.description}"),
        rich.progress.BarColumn(),
        rich.progress.MofNCompleteColumn(),
        rich.progress.TimeElapsedColumn(),
        rich.progress.TextColumn("left:"),
        rich.progress.TimeRemainingColumn(),
        console=console,
    ) as bar:
        job = bar.add_task("grading", total=len(submissions) * len(examination.questions))

        def note(record: Record) -> None:
            counts[record.outcome] += 1
            told = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
            bar.update(job, advance=1, description=told)

        report = grade(submissions, examination, workers=workers, on_record=note)
    console.print(marks_table(report))
    console.print(f"Isolation: {report.isolation['level']}")
    return report


def wide_console() -> rich.console.Console:
    """A console; where no terminal says how wide it is, wide enough for the tables."""
    console = rich.console.Console()
    return console if console.is_terminal else rich.console.Console(width=160)


def marks_table(report: Report) -> rich.table.Table:
    """One row per student: outcome of each task, points, seconds."""
    tasks = list(dict.fromkeys(record.task for record in report.records))
    table = rich.table.Table(
        "student", *(task.partition(".")[2] for task in tasks), "points", "seconds"
    )
    for student, records in report.by_student().items():
        outcomes = {record.task: record.outcome for record in records}
        table.add_row(
            # Text, not markup: a file may be called [red].
            rich.text.Text(student),
            *(outcomes.get(task, "") for task in tasks),
            f"{total(records)} of {sum(r.max_points for r in records)}",
            f"{sum(r.seconds for r in records):.1f}",
        )
    return table
