"""`fashionlab tune`."""

import json
import pathlib
from typing import TYPE_CHECKING, Annotated, Any

import rich
import typer

from fashionlab.cli import options
from fashionlab.errors import InvalidArgument

if TYPE_CHECKING:
    from fashionlab.tuning import Trial

commands = typer.Typer()
_DEFAULT = ["learning_rate=1e-4..1e-2:log", "batch_size=32,64,128"]


@commands.command(rich_help_panel="Models")
def tune(
    model: Annotated[str, typer.Argument(help="Architecture, for example ann or cnn.")],
    tried: Annotated[
        list[str] | None,
        typer.Option(
            "--try",
            help="What to vary: NAME=1,2,3 or NAME=LOW..HIGH or NAME=LOW..HIGH:log. "
            f"Default: {' and '.join(_DEFAULT)}.",
        ),
    ] = None,
    method: Annotated[
        str, typer.Option(help="random, bayesian, hyperband or optuna.")
    ] = "bayesian",
    trials: Annotated[int, typer.Option(min=1, help="Models trained, at most.")] = 10,
    epochs: Annotated[int, typer.Option(min=1, help="Epochs of a trial.")] = 3,
    more: Annotated[
        list[str] | None, typer.Option("--set", help="Fixed setting: --set schedule=cosine.")
    ] = None,
    data: options.Data = None,
    subset: options.Subset = None,
    seed: options.Seed = 0,
    workers: Annotated[int, typer.Option(min=1, help="Processes that train trials.")] = 1,
    out: Annotated[
        pathlib.Path | None, typer.Option(help="Folder; default: build/tuning/MODEL_DATA_METHOD.")
    ] = None,
    fill: options.Fill = None,
) -> None:
    """Search for good settings on validation data. Interrupted, the same command goes on."""
    from fashionlab import data as datasets
    from fashionlab import tuning
    from fashionlab.serving.make import model_input_shape, subset_of

    filled_from = options.fill(fill)
    space = {name: _parameter(name, text) for name, text in map(_pair, tried or _DEFAULT)}
    dataset = datasets.load(data or datasets.best_available())
    folder = out or pathlib.Path("build/tuning") / f"{model}_{dataset.name}_{method}"
    done = 0

    def note(trial: "Trial") -> None:
        nonlocal done
        done += 1
        values = ", ".join(f"{name} {value}" for name, value in trial.values.items())
        score = trial.state if trial.score is None else f"{trial.score:.4f}"
        print(f"trial {trial.number}: {score}  {values}  {trial.seconds:.0f} s", flush=True)

    try:
        found = tuning.search(
            model,
            subset_of(dataset.train, subset, seed),
            dataset.validation,
            method=method,
            space=space,
            trials=trials,
            epochs=epochs,
            folder=folder,
            seed=seed,
            workers=workers,
            arguments={
                "input_shape": model_input_shape(dataset),
                "num_classes": dataset.num_classes,
            },
            fill=filled_from,
            on_trial=note,
            **options.settings(more),
        )
    except KeyboardInterrupt:
        typer.echo("Stopped. Finished trials are kept: the same command goes on.", err=True)
        raise typer.Exit(130) from None
    rich.print(found.table())
    print(f"All trials: {found.write_csv(folder / 'trials.csv')}")
    best = " ".join(f"--set {name}={_text(value)}" for name, value in found.best.values.items())
    print(f"The best again, for longer: fashionlab train {model} --data {dataset.name} {best}")


def _pair(text: str) -> tuple[str, str]:
    name, equals, values = text.partition("=")
    if not (name and equals and values):
        raise InvalidArgument(
            "Expected what to vary as NAME=1,2,3 or NAME=LOW..HIGH or NAME=LOW..HIGH:log. "
            f"Received: --try {text}."
        )
    return name.replace("-", "_"), values


def _parameter(name: str, text: str) -> Any:
    """Read the part after `=`: a range or a list of values."""
    from fashionlab.tuning import Choice, Float, Int

    limits, _, scale = text.partition(":")
    low, dots, high = limits.partition("..")
    if not dots:
        return Choice(tuple(_values(text)))
    first, last = _value(low), _value(high)
    numbers = all(isinstance(v, (int, float)) for v in (first, last))
    if not numbers or scale not in ("", "log"):
        raise InvalidArgument(
            "Expected a range as LOW..HIGH, or LOW..HIGH:log, of two numbers. "
            f"Received: --try {name}={text}."
        )
    whole = isinstance(first, int) and isinstance(last, int)
    return (Int if whole else Float)(first, last, log=scale == "log")


def _values(text: str) -> list[Any]:
    """Read values between commas: JSON, so that [128,64],[64] are two, or plain words."""
    try:
        values: list[Any] = json.loads(f"[{text}]")
    except ValueError:
        return [_value(part) for part in text.split(",")]
    return values


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _text(value: Any) -> str:
    return json.dumps(value) if isinstance(value, (tuple, bool)) else str(value)
