"""The similarity report in a terminal."""

import pathlib
from collections.abc import Sequence

import rich.progress
import rich.table
import rich.text

from fashionlab.chapters import get_chapter
from fashionlab.grading.console import wide_console
from fashionlab.grading.similarity.compare import MIN_TOKENS, compare
from fashionlab.grading.similarity.reading import given_code, read_solutions
from fashionlab.grading.similarity.report import SimilarityReport, extent
from fashionlab.grading.submission import find_submissions, printable


def compare_with_progress(
    paths: Sequence[pathlib.Path],
    assignment: str,
    *,
    exercises: pathlib.Path,
    common: float = 0.2,
    least: float = 0.5,
    top: int = 50,
) -> SimilarityReport:
    """Compare the submissions of a class, show how far it is, then the tables.

    Args:
        paths: Notebooks and folders.
        assignment: Chapter id.
        exercises: Folder of the notebooks as handed out; what they give counts for nobody.
        common: Share of a class from which on code is common, in [0, 1].
        least: Smallest share of a pair that is listed, in [0, 1].
        top: How many pairs are listed, a positive int.

    Raises:
        UnknownTask: If there is no such assignment.
        SourceError: If no submissions are found, or the exercise cannot be read.
    """
    console = wide_console()
    submissions = find_submissions(paths, assignment)
    handed_out = exercises / get_chapter(assignment).notebook
    given = given_code(handed_out) if handed_out.is_file() else None
    solutions, unread = read_solutions(
        rich.progress.track(submissions, "reading", console=console, transient=True)
    )
    found = compare(solutions, given=given or frozenset(), common=common, least=least)
    report = SimilarityReport(
        assignment=assignment,
        submissions=len(submissions),
        pairs=tuple(found.pairs[:top]),
        found=len(found.pairs),
        tasks=tuple(found.tasks),
        unread=tuple(unread),
        least=least,
        common=common,
        given=None if given is None else printable(handed_out),
    )
    for table in tables(report):
        console.print(table)
    for note in report.notes():
        console.print(rich.text.Text(note))
    return report


def tables(report: SimilarityReport) -> list[rich.table.Table]:
    """Return what could not be read, the counts per task and the pairs; none without rows."""
    unread = rich.table.Table("could not be read", "task", "why")
    for entry in report.unread:
        _add(unread, entry.student, entry.task or "all", entry.why)
    tasks = rich.table.Table(
        "task", "compared", f"too short to compare (under {MIN_TOKENS} tokens)", "only common code"
    )
    for count in report.tasks:
        _add(tasks, count.task, count.compared, count.too_short, count.only_common)
    pairs = rich.table.Table("student a", "student b", "task", "shared", "tokens marked")
    for pair in report.pairs:
        shared, tokens = extent(pair)
        students = (pair.first.student, pair.second.student)
        _add(pairs, *students, pair.first.task, f"{pair.share:.0%}", f"{shared} of {tokens}")
    return [table for table in (unread, tasks, pairs) if table.row_count]


def _add(table: rich.table.Table, *cells: object) -> None:
    # Text, not markup: a file may be called [red].
    table.add_row(*(rich.text.Text(str(cell)) for cell in cells))
