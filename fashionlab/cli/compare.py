"""`fashionlab compare`."""

import contextlib
import pathlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import rich
import rich.progress
import typer

from fashionlab.cli import options

if TYPE_CHECKING:
    from fashionlab.comparison import Job, Outcome

commands = typer.Typer()

RESULTS = pathlib.Path("book/results.json")


@commands.command(rich_help_panel="Models")
def compare(
    row: Annotated[str, typer.Argument(help="A, B1, B2, C, D or E; or a data set: fashion_mnist.")],
    subset: options.Subset = None,
    seeds: Annotated[int, typer.Option(min=1, help="Runs per model.")] = 3,
    only: Annotated[
        list[str] | None, typer.Option(help="Run only this model of the row. May be repeated.")
    ] = None,
    data: Annotated[
        str | None, typer.Option(help="Other images than the row's, such as synthetic_fashion.")
    ] = None,
    random_weights: Annotated[
        bool,
        typer.Option(
            "--random-weights",
            help="Pretrained bases start from random weights: only their costs mean something.",
        ),
    ] = False,
    fill: options.Fill = None,
    out: Annotated[pathlib.Path, typer.Option(help="Folder of runs and reports.")] = pathlib.Path(
        "build/compare"
    ),
    results: Annotated[
        pathlib.Path | None,
        typer.Option(
            help="JSON file the figures are put into; default: book/results.json where there "
            "is a book and --fill is not given."
        ),
    ] = None,
) -> None:
    """Train and measure the models of a comparison. Run again, it goes on where it stopped."""
    from fashionlab import comparison

    chosen = comparison.choose(
        comparison.get_row(row), only=only, dataset=data, random_weights=random_weights
    )
    filled = options.fill(fill)
    plan = comparison.plan_jobs(chosen, folder=out, subset=subset, seeds=seeds, fill=filled)
    outcomes: list[Outcome] = []
    folder = out / f"{chosen.id}-{chosen.dataset}-{subset or 'all'}"
    try:
        with _progress(plan) as watch:
            for outcome in comparison.run_jobs(plan, watch):
                outcomes.append(outcome)
                if outcome.missing:
                    rich.print(f"[yellow]Left out:[/] {outcome.entry.title}")
                    print(outcome.missing)
    except KeyboardInterrupt:
        typer.echo("Stopped. What is finished is kept: the same command goes on.", err=True)
        raise typer.Exit(130) from None
    records = comparison.write_report(chosen, outcomes, folder)
    if not records:
        typer.echo("No model of this row could be run.", err=True)
        raise typer.Exit(1)
    for table in comparison.rich_tables(chosen, records):
        rich.print(table)
    if fill is not None:
        print(_functions_line(outcomes))
    print(f"Tables, figures and model cards: {folder}")
    if results is None and fill is None and RESULTS.parent.is_dir():
        results = RESULTS
    if results is not None:
        for sentence in comparison.write_records(results, records):
            print(sentence)
        print(f"Figures: {results}")


def _functions_line(outcomes: "list[Outcome]") -> str:
    """Name the functions of exercises that the runs and the report have called."""
    from fashionlab.tasks import all_tasks, tasks_run

    called = set(tasks_run())
    for outcome in outcomes:
        for result in outcome.results:
            called.update(result.get("functions", ()))  # earlier versions did not keep them
    names = [task_id for task_id in all_tasks() if task_id in called]
    return f"Your functions that were used, {len(names)}: {', '.join(names)}."


@contextlib.contextmanager
def _progress(plan: "dict[str, list[Job]]") -> Iterator[Any]:
    """A bar over the epochs of all runs, and one over the run in progress."""
    with rich.progress.Progress(
        rich.progress.TextColumn("{task.description}"),
        rich.progress.BarColumn(),
        rich.progress.MofNCompleteColumn(),
        rich.progress.TimeElapsedColumn(),
        rich.progress.TextColumn("left:"),
        rich.progress.TimeRemainingColumn(),
        speed_estimate_period=600,
    ) as bar:
        jobs = [job for entry in plan.values() for job in entry]
        whole = bar.add_task("epochs of all runs", total=sum(job.entry.epochs for job in jobs))
        current = bar.add_task("", total=1)
        before = 0

        def watch(job: "Job", news: dict[str, Any]) -> None:
            nonlocal before
            name = f"{job.entry.name}, seed {job.seed}"
            if news.get("finished"):
                before += job.entry.epochs
                bar.update(whole, completed=before)
            elif "line" in news:
                bar.console.print(news["line"], markup=False, highlight=False)
            elif "features" in news:
                bar.update(
                    current,
                    description=f"{name}: features",
                    completed=news["features"],
                    total=news["of"],
                )
            else:
                accuracy = news.get("val_accuracy")
                figure = f", validation {100 * accuracy:.1f} %" if accuracy is not None else ""
                bar.update(
                    current,
                    description=f"{name}{figure}",
                    completed=news["epoch"],
                    total=news["epochs"],
                )
                bar.update(whole, completed=before + news["epoch"])

        yield watch
