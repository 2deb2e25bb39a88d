"""What a learner types."""

import json
import pathlib
from typing import Annotated

import rich
import rich.table
import typer

from fashionlab.cli.options import SubmissionsFolder

commands = typer.Typer()
_PANEL = "Learning"


@commands.command(rich_help_panel=_PANEL)
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


@commands.command(rich_help_panel=_PANEL)
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


@commands.command(rich_help_panel=_PANEL)
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


@commands.command(rich_help_panel=_PANEL)
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
