"""The command line. Each command is one call into the library."""

import json
import os
import pathlib
import sys
from typing import Annotated

import rich
import rich.console
import rich.markup
import rich.table
import typer

from fashionlab.doctor import EXTRA_OF
from fashionlab.errors import FashionlabError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A course whose library you build yourself.",
)

Paths = Annotated[list[pathlib.Path], typer.Argument(help="Notebooks or folders.")]
Assignment = Annotated[str, typer.Option(help="Chapter, for example ch02_ann.")]
SolutionsFolder = Annotated[pathlib.Path, typer.Option(help="Folder of chNN_topic.py.")]
ExercisesFolder = Annotated[pathlib.Path, typer.Option(help="Folder of the notebooks.")]
SubmissionsFolder = Annotated[
    pathlib.Path, typer.Option(help="Folder of alternatives and mutants.")
]


def main() -> None:
    """Run the command line; an error of ours is a message and exit code 2."""
    try:
        app()
    except FashionlabError as error:
        print(f"Error: {error}", file=sys.stderr)
        sys.exit(2)
    except ModuleNotFoundError as error:
        extra = EXTRA_OF.get((error.name or "").partition(".")[0])
        if extra is None:
            raise
        print(
            f"Error: this command needs {error.name}, which is not installed. "
            f"Install it: pip install 'fashionlab[{extra}]'.",
            file=sys.stderr,
        )
        sys.exit(2)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        sys.exit(130)


@app.command()
def check(
    paths: Annotated[list[pathlib.Path], typer.Argument(help="Notebooks to check.")],
    seed: Annotated[int | None, typer.Option(help="Draw the questions from this seed.")] = None,
) -> None:
    """Check the tasks of notebooks, as their own check cells do. Exit code 1 if any fails."""
    from fashionlab.checks.local import Verdict, check_file

    passed = True
    for path in paths:
        for result in check_file(path, seed=seed):
            print(Verdict(result))
            passed = passed and result.passed
    raise typer.Exit(0 if passed else 1)


@app.command()
def progress(
    folder: Annotated[pathlib.Path, typer.Argument(help="Where your notebooks are.")] = (
        pathlib.Path("exercises")
    ),
) -> None:
    """Say what is solved and what comes next."""
    from fashionlab.overview import learner_progress

    lines, following = learner_progress(folder)
    table = rich.table.Table("task", "points", "state")
    for task, state in lines:
        table.add_row(task.id, str(task.points), state)
    rich.print(table)
    print(f"Next: {following.id} in {following.chapter.notebook}." if following else "All solved.")


@app.command()
def tasks(
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
    submissions: SubmissionsFolder = pathlib.Path("tests/submissions"),
) -> None:
    """List the tasks of the course."""
    from fashionlab.overview import task_rows

    rows = task_rows(submissions)
    if as_json:
        print(json.dumps(rows, indent=1))
        return
    table = rich.table.Table(*rows[0])
    for row in rows:
        table.add_row(*map(str, row.values()))
    rich.print(table)


@app.command()
def doctor() -> None:
    """Say what is installed, which data is found where, how learner code is isolated."""
    from fashionlab.doctor import examine

    topic = ""
    for finding in examine():
        if finding.topic != topic:
            topic = finding.topic
            print(f"\n{topic}")
        print(f"  {'✓' if finding.good else '✗'} {finding.name}: {finding.detail}")
        if finding.remedy:
            print(f"      {finding.remedy}")


@app.command()
def release(
    solutions: SolutionsFolder = pathlib.Path("solutions"),
    exercises: ExercisesFolder = pathlib.Path("exercises"),
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit code 1 if anything is stale.")
    ] = False,
) -> None:
    """Make the learners' notebooks from the solutions."""
    from fashionlab.authoring.release import release as write
    from fashionlab.authoring.release import stale

    changed = list(stale(solutions, exercises)) if check else write(solutions, exercises)
    for path in changed:
        print(f"{'stale: ' if check else 'written: '}{path}")
    if not changed:
        print("Every notebook is up to date.")
    raise typer.Exit(1 if check and changed else 0)


@app.command()
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
        os.cpu_count() or 1
    ),
    data: Annotated[str | None, typer.Option(help="Data set; default: the best found.")] = None,
) -> None:
    """Grade submissions. Learner code runs only in an isolated process."""
    from fashionlab.grading.console import grade_with_progress
    from fashionlab.grading.feedback import write_feedback
    from fashionlab.grading.gradebook import write_csv
    from fashionlab.grading.records import write_report

    result = grade_with_progress(paths, assignment, workers=workers, data_name=data)
    write_report(result, report)
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


@app.command()
def feedback(
    report: Annotated[pathlib.Path, typer.Argument(help="A report of `fashionlab grade`.")],
    folder: Annotated[pathlib.Path, typer.Argument(help="Where the pages go.")],
) -> None:
    """Write one HTML page per learner from a report."""
    from fashionlab.grading.feedback import write_feedback
    from fashionlab.grading.records import read_report

    written = write_feedback(read_report(report), folder)
    print(f"{len(written)} pages in {folder}")


@app.command()
def course(
    folder: Annotated[pathlib.Path, typer.Argument(help="Where the course is made.")],
    assignments: Annotated[list[str] | None, typer.Option("--assignment")] = None,
) -> None:
    """Make an nbgrader course whose autograde step runs our checks behind the wall."""
    from fashionlab.grading.course import make_course

    for path in make_course(folder, assignments):
        print(f"written: {path}")


@app.command()
def calibrate(
    data: Annotated[list[str], typer.Option(help="Data sets to measure on.")],
    seeds: Annotated[int, typer.Option(min=2, help="Runs of the reference.")] = 30,
    solutions: SolutionsFolder = pathlib.Path("solutions"),
    submissions: SubmissionsFolder = pathlib.Path("tests/submissions"),
) -> None:
    """Measure the accuracy thresholds and write thresholds.toml. Takes an hour."""
    from fashionlab.authoring.calibrate import calibrate as measure
    from fashionlab.authoring.calibrate import thresholded, write_toml
    from fashionlab.checks import thresholds

    table = thresholds.load() if thresholds.PATH.exists() else {}
    for name in data:
        for checked in thresholded():
            done = measure(
                checked,
                name,
                solutions=solutions,
                submissions=submissions,
                seeds=seeds,
                on_run=lambda run, seed, got: print(f"{run} {seed}: {got:.4f}", flush=True),
            )
            # Written after every check: an interrupted calibration keeps what it measured.
            write_toml(thresholds.PATH, table, [done])
            print(done)


@app.command()
def demo(
    folder: Annotated[pathlib.Path, typer.Option(help="Where everything is written.")] = (
        pathlib.Path("build/demo")
    ),
    workers: Annotated[int, typer.Option(min=1)] = os.cpu_count() or 1,
) -> None:
    """Grade the bundled class both ways. Exit code 1 if any mark is not as expected."""
    from fashionlab.grading.demo import run_demo

    raise typer.Exit(0 if run_demo(folder, workers=workers) else 1)


if __name__ == "__main__":
    main()
