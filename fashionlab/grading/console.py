"""Grading as an instructor watches it: a progress bar, counts, a table."""

import collections
import contextlib
import os
import pathlib
from collections.abc import Sequence

import rich.console
import rich.progress
import rich.table
import rich.text

from fashionlab import data
from fashionlab.grading.examination import SEED_VARIABLE, examine, grading_seed
from fashionlab.grading.grade import grade
from fashionlab.grading.ledger import Ledger
from fashionlab.grading.records import Record, Report, data_of, total
from fashionlab.grading.runners import Runner, remember, workers_here
from fashionlab.grading.submission import find_submissions, passed_over

_NAMED = 10  # of the files that are passed over


def grade_with_progress(
    paths: Sequence[pathlib.Path],
    assignment: str,
    *,
    workers: int,
    data_name: str | None = None,
    ledger: Ledger | None = None,
    scheduler: str | None = None,
    like: Report | None = None,
) -> Report:
    """Grade submissions and show how far it is.

    Args:
        paths: Notebooks and folders.
        assignment: Chapter id.
        workers: Submissions graded at a time.
        data_name: Data set for training checks; default: the best found.
        ledger: What was answered already, or None to run everything.
        scheduler: Address of a Dask scheduler, "local", or None for workers here.
        like: A report whose questions are asked again.

    Raises:
        SourceError: If that report is of another assignment or other data.
    """
    console = wide_console()
    submissions = find_submissions(paths, assignment)
    if like is not None:
        data_name = data_of(like, assignment, data_name)
    name = data_name or data.best_available()
    seed = grading_seed() if like is None else like.seed
    if ledger is not None:
        chosen = like is not None or bool(os.environ.get(SEED_VARIABLE))
        seed = ledger.begin(assignment, name, seed, chosen=chosen)
    examination = examine(assignment, seed=seed, data_name=name)
    console.print(f"{len(submissions)} submissions of {assignment}, data: {name}")
    if others := passed_over(paths, assignment):
        more = ", ..." if len(others) > _NAMED else ""
        console.print(
            f"Passed over, no submissions of {assignment}: {', '.join(others[:_NAMED])}{more}",
            markup=False,
            highlight=False,
        )
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

        with _runners(scheduler, min(workers, len(submissions))) as runners:
            isolation = runners[0].isolation
            if isolation.missing:
                console.print(
                    f"The wall around learners' code is not whole: {isolation}. "
                    f"`fashionlab doctor` says why; grade only notebooks that you trust.",
                    markup=False,
                    highlight=False,
                )
            report = grade(
                submissions,
                examination,
                runners=runners if ledger is None else remember(runners, ledger),
                on_record=note,
            )
    console.print(marks_table(report))
    console.print(f"Isolation: {isolation}", markup=False, highlight=False)
    if ledger is not None and ledger.reused:
        console.print(f"{ledger.reused} answers were known already, from {ledger.path}.")
    if ledger is not None and ledger.lost:
        console.print(
            f"Not every answer could be kept in {ledger.path} ({ledger.lost}). The marks are "
            f"right; what was not kept runs again the next time.",
            markup=False,
            highlight=False,
        )
    return report


def _runners(
    scheduler: str | None, workers: int
) -> contextlib.AbstractContextManager[list[Runner]]:
    if scheduler is None:
        return workers_here(workers)
    from fashionlab.grading.cluster import cluster_runners

    return cluster_runners(scheduler, workers)


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
