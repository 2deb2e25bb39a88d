"""What an instructor types."""

import contextlib
import pathlib
from typing import Annotated

import typer

from fashionlab.cli.options import Assignment, Paths, available_cores

commands = typer.Typer()
_PANEL = "Grading"


@commands.command(rich_help_panel=_PANEL)
def grade(
    paths: Paths,
    assignment: Assignment,
    report: Annotated[pathlib.Path, typer.Option(help="JSON report to write.")] = pathlib.Path(
        "report.json"
    ),
    csv: Annotated[pathlib.Path | None, typer.Option(help="CSV gradebook to write.")] = None,
    feedback: Annotated[
        pathlib.Path | None, typer.Option(help="Folder for one HTML page per learner.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Submissions graded at a time.")] = (
        available_cores()
    ),
    data: Annotated[str | None, typer.Option(help="Data set; default: the best found.")] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(help='Dask scheduler, such as tcp://host:8786; "local" starts one here.'),
    ] = None,
    fresh: Annotated[
        bool, typer.Option(help="Forget what was answered before: new questions for everyone.")
    ] = False,
    like: Annotated[
        pathlib.Path | None,
        typer.Option(help="Report whose questions are asked again, for a mark in doubt."),
    ] = None,
    replace: Annotated[
        bool, typer.Option(help="Write over a report that has other students or another chapter.")
    ] = False,
) -> None:
    """Grade submissions. Learner code runs only in an isolated process.

    Answers are kept beside the report, in a file that ends in .ledger: killed at
    any moment, the same command goes on; after a change to the checks, it runs
    only what the change touches.
    """
    from fashionlab.files import alone_with
    from fashionlab.grading.console import grade_with_progress
    from fashionlab.grading.feedback import write_feedback
    from fashionlab.grading.gradebook import write_csv
    from fashionlab.grading.ledger import Ledger, forget
    from fashionlab.grading.outputs import require_writable
    from fashionlab.grading.records import read_report, write_report
    from fashionlab.grading.replacing import require_same_class
    from fashionlab.grading.submission import find_submissions

    asked = read_report(like) if like else None
    if not replace:
        students = [submission.student for submission in find_submissions(paths, assignment)]
        require_same_class(report, assignment, students)
    require_writable(
        files=[file for file in (report, csv) if file], folders=[feedback] if feedback else []
    )
    place = report.with_suffix(".ledger")
    with contextlib.ExitStack() as stack:
        stack.enter_context(alone_with(place))
        if fresh:
            forget(place)
        ledger = stack.enter_context(Ledger(place))
        try:
            result = grade_with_progress(
                paths,
                assignment,
                workers=workers,
                data_name=data,
                ledger=ledger,
                scheduler=scheduler,
                like=asked,
            )
        except KeyboardInterrupt:
            typer.echo(
                f"Stopped. What is answered is kept in {place}: the same command goes on.", err=True
            )
            raise typer.Exit(130) from None
        write_report(result, report)
        ledger.finish()
    print(f"Report: {report}")
    if csv:
        write_csv(result, csv)
        print(f"Gradebook: {csv}")
    if feedback:
        written = write_feedback(result, feedback)
        print(f"Feedback: {len(written)} pages in {feedback}")
    faults = [r for r in result.records if r.outcome == "grader_fault"]
    for record in faults:
        print(f"Open, grader failed: {record.student}, {record.task}: {record.messages[0]}")
    raise typer.Exit(3 if faults else 0)


@commands.command(rich_help_panel=_PANEL)
def feedback(
    report: Annotated[pathlib.Path, typer.Argument(help="A report of `fashionlab grade`.")],
    folder: Annotated[pathlib.Path, typer.Argument(help="Where the pages go.")],
) -> None:
    """Write one HTML page per learner from a report."""
    from fashionlab.grading.feedback import write_feedback
    from fashionlab.grading.records import read_report

    written = write_feedback(read_report(report), folder)
    print(f"{len(written)} pages in {folder}")


@commands.command(rich_help_panel=_PANEL)
def course(
    folder: Annotated[pathlib.Path, typer.Argument(help="Where the course is made.")],
    assignments: Annotated[
        list[str] | None, typer.Option("--assignment", help="A chapter, such as ch02_ann.")
    ] = None,
) -> None:
    """Make an nbgrader course whose autograde step runs our checks behind the wall."""
    from fashionlab.grading.course import make_course

    for path in make_course(folder, assignments):
        print(f"written: {path}")


@commands.command(rich_help_panel=_PANEL)
def demo(
    folder: Annotated[
        pathlib.Path,
        typer.Option(
            help="Where everything is written; what an earlier demo left there is deleted."
        ),
    ] = (pathlib.Path("build/demo")),
    workers: Annotated[
        int, typer.Option(min=1, help="Submissions graded at a time.")
    ] = available_cores(),
) -> None:
    """Grade the bundled class both ways. Exit code 1 if any mark is not as expected."""
    from fashionlab.grading.demo import run_demo

    raise typer.Exit(0 if run_demo(folder, workers=workers) else 1)


@commands.command(rich_help_panel=_PANEL)
def similar(
    paths: Paths,
    assignment: Assignment,
    html: Annotated[
        pathlib.Path | None, typer.Option(help="HTML page to write: both texts side by side.")
    ] = None,
    csv: Annotated[pathlib.Path | None, typer.Option(help="CSV list to write.")] = None,
    top: Annotated[int, typer.Option(min=1, help="Pairs listed at most.")] = 50,
    least: Annotated[
        float, typer.Option(min=0, max=100, help="Smallest share of a pair listed, in percent.")
    ] = 50,
    common: Annotated[
        float,
        typer.Option(
            min=0,
            max=100,
            help="Code that more than this percentage of the class has, and more than 5 students, "
            "is left out.",
        ),
    ] = 20,
    exercises: Annotated[
        pathlib.Path,
        typer.Option(help="Folder of the notebooks handed out; what they give is left out."),
    ] = pathlib.Path("exercises"),
) -> None:
    """List which submissions share code. It changes no mark and runs no learner's code.

    Two solutions of a task share what stays the same when variables, comments,
    texts and numbers are changed. Left out is what the exercise gives, what
    many of the class have, and solutions of fewer than 40 tokens: one-liners
    look alike whoever wrote them. A large share is a reason to look and to
    talk, not a proof.
    """
    from fashionlab.grading.similarity.console import compare_with_progress
    from fashionlab.grading.similarity.report import write_csv, write_page

    report = compare_with_progress(
        paths,
        assignment,
        exercises=exercises,
        common=common / 100,
        least=least / 100,
        top=top,
    )
    if html:
        write_page(report, html)
        print(f"Page: {html}")
    if csv:
        write_csv(report, csv)
        print(f"List: {csv}")
