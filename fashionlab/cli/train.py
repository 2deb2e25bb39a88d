"""`fashionlab train`."""

import pathlib
from typing import Annotated

import rich.progress
import typer

from fashionlab.cli import options

commands = typer.Typer()


@commands.command(rich_help_panel="Models")
def train(
    model: Annotated[str, typer.Argument(help="Architecture, for example ann or cnn.")],
    data: options.Data = None,
    subset: options.Subset = None,
    epochs: Annotated[int, typer.Option(min=1, help="Times the images are gone through.")] = 5,
    batch_size: Annotated[int, typer.Option(min=1, help="Images per step.")] = 64,
    learning_rate: Annotated[float, typer.Option(help="Of the optimizer.")] = 1e-3,
    more: Annotated[
        list[str] | None,
        typer.Option(
            "--set", help="Any other setting of the training or the model: --set schedule=cosine."
        ),
    ] = None,
    seed: options.Seed = 0,
    out: Annotated[
        pathlib.Path | None, typer.Option(help="Folder; default: build/models/MODEL_DATA.")
    ] = None,
    fill: options.Fill = None,
) -> None:
    """Train a model and save it. Interrupted, the same command goes on where it was."""
    from fashionlab import data as datasets
    from fashionlab.serving import make_model

    options.fill(fill)
    dataset = datasets.load(data or datasets.best_available())
    folder = out or pathlib.Path("build/models") / f"{model}_{dataset.name}"
    settings = {
        "epochs": epochs,
        "batch_size": batch_size,
        "learning_rate": learning_rate,
        **options.settings(more),
    }
    with rich.progress.Progress(
        rich.progress.TextColumn("{task.description}"),
        rich.progress.BarColumn(),
        rich.progress.TextColumn("epoch"),
        rich.progress.MofNCompleteColumn(),
        rich.progress.TimeElapsedColumn(),
        rich.progress.TextColumn("left:"),
        rich.progress.TimeRemainingColumn(),
    ) as bar:
        job = bar.add_task(f"{model} on {dataset.name}", total=None)

        def note(epoch: int, of: int, logs: dict[str, float]) -> None:
            bar.update(job, completed=epoch, total=of)
            figures = "  ".join(f"{name} {value:.4f}" for name, value in logs.items())
            bar.console.print(f"epoch {epoch} of {of}  {figures}", markup=False, highlight=False)

        try:
            made = make_model(
                model, dataset, folder, subset=subset, seed=seed, on_epoch=note, settings=settings
            )
        except KeyboardInterrupt:
            bar.stop()
            typer.echo(
                "Stopped. Finished epochs are kept: the same command goes on from there.", err=True
            )
            raise typer.Exit(130) from None
    accuracy = made.record["validation_accuracy"]
    print(f"Saved: {folder}  (validation accuracy {accuracy:.4f}, {made.parameters:,} parameters)")
    print(f"Try it: fashionlab serve --model {folder}")
