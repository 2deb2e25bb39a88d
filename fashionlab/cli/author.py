"""What an author of the course types."""

import pathlib
from typing import Annotated

import typer

from fashionlab.cli.options import ExercisesFolder, SolutionsFolder, SubmissionsFolder

commands = typer.Typer()

README, RESULTS = pathlib.Path("README.md"), pathlib.Path("book/results.json")
_PANEL = "Writing the course"


@commands.command(rich_help_panel=_PANEL)
def release(
    solutions: SolutionsFolder = pathlib.Path("solutions"),
    exercises: ExercisesFolder = pathlib.Path("exercises"),
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit code 1 if anything is stale.")
    ] = False,
) -> None:
    """Make the learners' notebooks from the solutions, the README's table from the results."""
    from fashionlab.authoring import readme
    from fashionlab.authoring.release import release as write
    from fashionlab.authoring.release import stale

    changed = list(stale(solutions, exercises)) if check else write(solutions, exercises)
    if readme.is_stale(README, RESULTS):
        changed.append(README)
        if not check:
            readme.refresh(README, RESULTS)
    for path in changed:
        print(f"{'stale: ' if check else 'written: '}{path}")
    if not changed:
        print("Everything is up to date.")
    raise typer.Exit(1 if check and changed else 0)


@commands.command(rich_help_panel=_PANEL)
def calibrate(
    data: Annotated[list[str], typer.Option(help="Data sets to measure on.")],
    tasks: Annotated[
        list[str] | None, typer.Argument(help="Tasks to measure; default: all with a threshold.")
    ] = None,
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
        for checked in thresholded(tasks):
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


@commands.command(rich_help_panel=_PANEL)
def mistakes(
    tasks: Annotated[
        list[str] | None, typer.Argument(help="Tasks whose mutants are run; default: all.")
    ] = None,
    submissions: SubmissionsFolder = pathlib.Path("tests/submissions"),
) -> None:
    """Run every mutant and write how it fails, by which learners' mistakes are recognised."""
    from fashionlab.authoring.mistakes import PATH, write_mistakes

    write_mistakes(submissions, tasks or (), on_mutant=lambda name: print(name, flush=True))
    print(f"written: {PATH}")
