"""Options that several commands share."""

import json
import os
import pathlib
from typing import Annotated, Any

import typer

from fashionlab.errors import InvalidArgument

Assignment = Annotated[str, typer.Option(help="Chapter, for example ch02_ann.")]
Data = Annotated[
    str | None,
    typer.Option(help="Data set; default: fashion_mnist where it is found, else drawn images."),
]
ExercisesFolder = Annotated[pathlib.Path, typer.Option(help="Folder of the notebooks.")]
Fill = Annotated[
    pathlib.Path | None,
    typer.Option(
        help="Notebook, file or folder whose solutions the library is run with; "
        "default: solutions/ where there is one."
    ),
]
ModelFolder = Annotated[
    pathlib.Path, typer.Option("--model", help="Folder of a model saved by `fashionlab train`.")
]
Paths = Annotated[list[pathlib.Path], typer.Argument(help="Notebooks or folders.")]
Seed = Annotated[int, typer.Option(min=0, help="Decides the order of the images, the weights.")]
SolutionsFolder = Annotated[pathlib.Path, typer.Option(help="Folder of chNN_topic.py.")]
SubmissionsFolder = Annotated[
    pathlib.Path, typer.Option(help="Folder of alternatives and mutants.")
]
Subset = Annotated[
    int | None, typer.Option(min=1, help="Train on this many images, stratified; default: all.")
]


def fill(path: pathlib.Path | None) -> pathlib.Path | None:
    """Fill the library's stubs for a command, and say what could not be filled.

    Where `--fill` named the place, also say how many functions came from there.

    Args:
        path: What `--fill` named, or None: `solutions/` here or beside, or
            the folder named by FASHIONLAB_FILL, and else nothing.

    Returns:
        What was filled from, or None.
    """
    from fashionlab.filling import fill_from, solutions_folder
    from fashionlab.quiet import import_keras

    # Solutions import Keras; through us first, its start-up lines stay unseen.
    import_keras()
    found = path if path is not None else solutions_folder(pathlib.Path.cwd())
    if found is not None:
        filled = fill_from(found)
        for problem in filled.problems:
            typer.echo(f"Not filled: {problem}", err=True)
        if path is not None:
            print(_summary(path, set(filled.tasks)))
    return found


def _summary(path: pathlib.Path, filled: set[str]) -> str:
    """Say how many functions a place holds, and chapter by chapter which it does not."""
    from fashionlab.tasks import all_tasks

    tasks = all_tasks()
    missing: dict[str, list[str]] = {}
    for task in tasks.values():
        if task.id not in filled:
            missing.setdefault(task.chapter.notebook, []).append(task.id)
    lines = [f"From {path}: {len(filled)} of {len(tasks)} functions."]
    if missing:
        lines.append("Not written yet:")
        lines += [f"  {notebook}: {', '.join(ids)}" for notebook, ids in missing.items()]
    return "\n".join(lines)


def settings(pairs: list[str] | None) -> dict[str, Any]:
    """Read `name=value` pairs; a value is JSON where it can be read as JSON, else text.

    Args:
        pairs: For example `["schedule=cosine", "mixup=0.2", 'augment=["flip"]']`.

    Raises:
        InvalidArgument: If a pair has no `=`.
    """
    read: dict[str, Any] = {}
    for pair in pairs or []:
        name, equals, text = pair.partition("=")
        if not equals or not name:
            raise InvalidArgument(
                "Expected a setting as NAME=VALUE, for example --set schedule=cosine. "
                f"Received: --set {pair}."
            )
        try:
            value = json.loads(text)
        except ValueError:
            value = text
        read[name.replace("-", "_")] = tuple(value) if isinstance(value, list) else value
    return read


def available_cores() -> int:
    """Count the processors this process may use, which a queue or a container may limit."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
