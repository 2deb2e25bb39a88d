"""Use a trained model: predict, serve, export."""

import json
import pathlib
import sys
from typing import TYPE_CHECKING, Annotated

import rich
import rich.table
import rich.text
import typer

from fashionlab.cli import options

if TYPE_CHECKING:
    from fashionlab.serving import Prediction

commands = typer.Typer()
_PANEL = "Models"


@commands.command(rich_help_panel=_PANEL)
def predict(
    images: Annotated[list[pathlib.Path], typer.Argument(help="Picture files.")],
    model: options.ModelFolder,
    top: Annotated[int, typer.Option(min=1, help="Classes to list for each picture.")] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Say what pictures show. Exit code 2 if one could not be read; the others are answered."""
    from fashionlab.serving import ImageRefused, Predictor

    predictor = Predictor(model)
    answers, refused = [], 0
    for path in images:
        try:
            prediction = predictor.predict(path)
        except ImageRefused as error:
            refused += 1
            print(f"Error: {path}: {error}", file=sys.stderr)
            continue
        if as_json:
            print(json.dumps(_as_dict(path, prediction, top)), flush=True)
        answers.append((path, prediction))
    if answers and not as_json:
        rich.print(_table(answers, top))
    raise typer.Exit(2 if refused else 0)


def _as_dict(path: pathlib.Path, prediction: "Prediction", top: int) -> dict[str, object]:
    return {
        "file": str(path),
        "class_name": prediction.class_names[prediction.class_index],
        "probabilities": dict(prediction.ranking(top)),
        "inverted": prediction.inverted,
        "steps": list(prediction.steps),
        "seconds": round(prediction.seconds, 6),
    }


def _table(answers: "list[tuple[pathlib.Path, Prediction]]", top: int) -> rich.table.Table:
    table = rich.table.Table("picture", "what the model sees", "how the picture was changed")
    for path, prediction in answers:
        told = ", ".join(f"{name} {share:.1%}" for name, share in prediction.ranking(top))
        # Text, not markup: a file may be called [red].
        table.add_row(rich.text.Text(str(path)), told, "; ".join(prediction.steps))
    return table


@commands.command(rich_help_panel=_PANEL)
def serve(
    model: options.ModelFolder,
    host: Annotated[str, typer.Option(help="Address; default: this machine alone.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8000,
    fill: options.Fill = None,
) -> None:
    """Serve a model: a page to choose, paste or draw a picture, and an API."""
    from fashionlab.serving import Predictor
    from fashionlab.serving.server import serve as run

    # Only the heat map of the page runs an exercise; where that is not written, the page says so.
    options.fill(fill)
    run(Predictor(model), host=host, port=port)


@commands.command(rich_help_panel=_PANEL)
def export(
    model: options.ModelFolder,
    out: Annotated[pathlib.Path, typer.Option(help="File to write.")] = pathlib.Path(
        "model.tflite"
    ),
    quantize: Annotated[
        bool, typer.Option("--quantize", help="8-bit weights: a quarter of the size.")
    ] = False,
    fill: options.Fill = None,
) -> None:
    """Export a model to TFLite and compare both. Exit code 1 if they do not agree.

    Where the exercise that compares is not written yet, the file is written all the same.
    """
    from fashionlab.errors import NotImplementedYet
    from fashionlab.serving import check_parity, export_tflite, load_model
    from fashionlab.serving.probe import probe_images

    options.fill(fill)
    saved = load_model(model)
    export_tflite(saved.model, out, quantize="dynamic_range" if quantize else None)
    print(f"Written: {out} ({out.stat().st_size / 1e6:.2f} MB)")
    try:
        parity = check_parity(
            saved.model, out, probe_images(saved.info), tolerance=0.05 if quantize else 1e-5
        )
    except NotImplementedYet as missing:
        print(f"Not compared with the model. {missing}")
        return
    print(f"The export {parity}.")
    raise typer.Exit(0 if parity.passed else 1)
