"""From `solutions/*.py` to the instructor's and the learner's notebooks.

    solutions/chNN.py ─► source notebook (with solutions) ─► release notebook (without)

The second step is nbgrader's own, so that what we release and what
`nbgrader generate_assignment` releases are the same cells.
"""

import pathlib
from typing import Any

from fashionlab.authoring.markers import (
    cell_id,
    check_metadata,
    solution_metadata,
    task_in,
    with_docstring,
)
from fashionlab.chapters import CHAPTERS, get_chapter
from fashionlab.errors import SourceError
from fashionlab.source import read_cells
from fashionlab.tasks import Task, tasks_of


def source_notebook(path: pathlib.Path) -> Any:
    """Build the instructor's notebook of a chapter, solutions included.

    Args:
        path: `solutions/chNN_topic.py`.

    Returns:
        An nbformat notebook with nbgrader's metadata and fixed cell ids.

    Raises:
        SourceError: If a task of the chapter has no cell or no check cell, or
            a cell's marks do not fit together.
    """
    import nbformat.v4

    chapter = get_chapter(path.stem)
    notebook = nbformat.v4.new_notebook(
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    current: Task | None = None
    checked: list[str] = []
    for cell in read_cells(path):
        header = cell.metadata.get("header", "")
        if cell.kind == "markdown":
            built = nbformat.v4.new_markdown_cell(cell.source)
            built["id"] = f"{chapter.id}-{cell.number:02d}"
        elif header == "task":
            current = task_in(cell, path.name)
            built = _code(cell_id(current), with_docstring(cell.source, current.doc))
            built["metadata"]["nbgrader"] = solution_metadata(current)
        elif header == "check":
            if current is None:
                raise SourceError(f"{path.name}, cell {cell.number}: a check before any task.")
            built = _code(cell_id(current, check=True), cell.source)
            built["metadata"]["nbgrader"] = check_metadata(current)
            checked.append(current.id)
        else:
            built = _code(f"{chapter.id}-{cell.number:02d}", cell.source)
        notebook["cells"].append(built)
    _require_all_tasks(path, checked)
    return notebook


def _code(identifier: str, source: str) -> Any:
    import nbformat.v4

    return nbformat.v4.new_code_cell(source, id=identifier)


def _require_all_tasks(path: pathlib.Path, checked: list[str]) -> None:
    expected = sorted(task.id for task in tasks_of(path.stem))
    if sorted(checked) != expected:
        raise SourceError(
            f"{path.name}: expected one task cell and one check cell for each of "
            f"{', '.join(expected)}. Received: {', '.join(sorted(checked)) or 'none'}."
        )


def release_notebook(path: pathlib.Path) -> Any:
    """Build the learner's notebook of a chapter: solutions out, placeholders in."""
    from nbgrader.preprocessors import CheckCellMetadata, ClearOutput, ClearSolutions, LockCells

    notebook = source_notebook(path)
    resources: dict[str, Any] = {"nbgrader": {}}
    # Solutions are cleared before the metadata is checked, as nbgrader does it.
    for preprocessor in (LockCells(), ClearSolutions(), ClearOutput(), CheckCellMetadata()):
        notebook, resources = preprocessor.preprocess(notebook, resources)
    return notebook


def write_bytes(notebook: Any) -> bytes:
    """Return a notebook as the bytes of its file; equal notebooks give equal bytes."""
    import nbformat

    text: str = nbformat.writes(notebook, version=4)
    return (text.rstrip("\n") + "\n").encode()


def stale(solutions: pathlib.Path, exercises: pathlib.Path) -> dict[pathlib.Path, bytes]:
    """Return the notebooks that are missing or differ from what `release` would write."""
    fresh = {}
    for chapter in CHAPTERS.values():
        content = write_bytes(release_notebook(solutions / f"{chapter.id}.py"))
        target = exercises / chapter.notebook
        if not target.is_file() or target.read_bytes() != content:
            fresh[target] = content
    return fresh


def release(solutions: pathlib.Path, exercises: pathlib.Path) -> list[pathlib.Path]:
    """Write the learner's notebooks that are missing or out of date.

    Args:
        solutions: Folder of `chNN_topic.py`.
        exercises: Folder the notebooks go to.

    Returns:
        The files written.
    """
    changed = stale(solutions, exercises)
    exercises.mkdir(parents=True, exist_ok=True)
    for target, content in changed.items():
        target.write_bytes(content)
    return list(changed)
