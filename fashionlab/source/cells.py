"""Read the cells of a notebook or of a Python file. Nothing is executed."""

import dataclasses
import json
import pathlib
import re
from typing import Any

from fashionlab.errors import SourceError

# A learner's cell is a screenful. Python's own parser is only asked to read
# texts of a size it handles without trouble.
MAX_CELL_CHARACTERS = 100_000
# A notebook with 100 MB of outputs is still read; anything far larger is not
# a notebook and would only fill the memory. One emoji makes a text four times
# as large, and three copies of it are needed to read one.
MAX_FILE_BYTES = 128 * 1024 * 1024
# 128 MB of `[],[],[]` would take 3 GB once read.
MAX_VALUES = 3_000_000  # of the JSON
MAX_CELLS = 10_000

_PERCENT_HEADER = re.compile(r"^# %%(?P<rest>.*)$")


@dataclasses.dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes:
        number: Position in the file, from 1, all kinds of cells counted.
        kind: `"code"`, `"markdown"` or `"raw"`.
        source: Its text.
        metadata: Its metadata; for a percent file, what the header line says.
    """

    number: int
    kind: str
    source: str
    metadata: dict[str, Any] = dataclasses.field(default_factory=dict)


def read_cells(path: str | pathlib.Path) -> list[Cell]:
    """Read the cells of an `.ipynb` notebook or a `.py` file.

    A `.py` file is split at its `# %%` lines; without any it is one code cell.

    Args:
        path: The file.

    Returns:
        The cells in order, at least one.

    Raises:
        SourceError: If the file cannot be read as what its name says. The
            message names the file, what was expected and what was found.
    """
    path = pathlib.Path(path)
    text = _read_text(path)
    if path.suffix == ".py":
        return split_percent(text)
    if path.suffix != ".ipynb":
        raise SourceError(f"{path}: expected a file ending in .ipynb or .py.")
    return _notebook_cells(path, text)


def _read_text(path: pathlib.Path) -> str:
    if path.is_dir():
        raise SourceError(f"{path}: expected a notebook file. Found: a directory.")
    if path.exists() and not path.is_file():
        # Reading a pipe or a device could wait for ever.
        raise SourceError(f"{path}: expected a notebook file. Found: a pipe or a device.")
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise SourceError(
                f"{path}: expected a notebook of at most {MAX_FILE_BYTES // 2**20} MB. "
                f"Found: {size // 2**20} MB. Clear its outputs and save it again."
            )
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: the file cannot be read ({error.strerror}).") from None
    if not data.strip():
        raise SourceError(f"{path}: expected a notebook. Found: an empty file.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{path}: expected text in UTF-8. Found: byte 0x{data[error.start]:02x} at position "
            f"{error.start}, which is not UTF-8. Save the notebook again from Jupyter."
        ) from None


def split_percent(text: str) -> list[Cell]:
    """Split a Python text at its `# %%` header lines.

    The rest of a header line, as in `# %% [markdown]` or `# %% task`, is kept
    in the cell's metadata under `"header"`.
    """
    cells: list[Cell] = []
    header = ""
    lines: list[str] = []

    def close() -> None:
        body = "\n".join(lines).strip("\n")
        if not body:
            return
        kind = "markdown" if "[markdown]" in header else "code"
        if kind == "markdown":
            body = "\n".join(re.sub(r"^# ?", "", line) for line in body.split("\n"))
        cells.append(Cell(len(cells) + 1, kind, body, {"header": header}))

    for line in text.split("\n"):
        match = _PERCENT_HEADER.match(line)
        if match:
            close()
            header, lines = match["rest"].strip(), []
        else:
            lines.append(line)
    close()
    return cells


def _notebook_cells(path: pathlib.Path, text: str) -> list[Cell]:
    if _holds_too_many_values(text):
        raise SourceError(
            f"{path}: expected a notebook of at most {MAX_VALUES:,} values. Found: more. "
            f"Clear its outputs and save it again."
        )
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError) as error:
        found = text[:40].strip().replace("\n", " ")
        raise SourceError(
            f"{path}: expected a Jupyter notebook, which is JSON. Found: {found!r} ({error})."
        ) from None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise SourceError(
            f"{path}: expected a Jupyter notebook of format 4 with a list of cells. "
            f"Found: JSON without one."
        )
    if not cells:
        raise SourceError(f"{path}: expected a notebook with cells. Found: no cells.")
    if len(cells) > MAX_CELLS:
        raise SourceError(
            f"{path}: expected a notebook of at most {MAX_CELLS:,} cells. Found: {len(cells):,}."
        )
    return [_notebook_cell(number, raw) for number, raw in enumerate(cells, start=1)]


def _holds_too_many_values(text: str) -> bool:
    """Say, without reading it, whether a JSON text holds more values than `MAX_VALUES`."""
    marks = (",", "[", "{")
    if sum(map(text.count, marks)) <= MAX_VALUES:
        return False
    # Perhaps they stand inside of texts: printed outputs are full of commas.
    bare = text.replace("\\\\", "").replace('\\"', "")
    if bare.count('"') > 2 * MAX_VALUES:
        return True
    outside = bare.split('"')[::2]
    return sum(part.count(mark) for part in outside for mark in marks) > MAX_VALUES


def _notebook_cell(number: int, raw: Any) -> Cell:
    """Read one cell; anything malformed becomes a raw cell, which is ignored."""
    if not isinstance(raw, dict):
        return Cell(number, "raw", "")
    source = raw.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    metadata = raw.get("metadata")
    kind = raw.get("cell_type")
    return Cell(
        number,
        kind if isinstance(kind, str) else "raw",
        source if isinstance(source, str) else "",
        metadata if isinstance(metadata, dict) else {},
    )


# What follows `\s*` never starts with a space: else a line of spaces would take hours.
_MAGIC_LINE = re.compile(r"^\s*([%!?]|[\w.,][\w.,\s]*=\s*[%!])|^\s*[\w.]+\?{1,2}\s*$")


def is_magic(line: str) -> bool:
    """Say whether a line looks like a magic, a shell escape or a question to the notebook."""
    return _MAGIC_LINE.match(line) is not None


def is_another_language(source: str) -> bool:
    """Say whether a cell magic (`%%bash`) makes a cell something other than Python."""
    first = source.lstrip().split("\n", 1)[0].strip()
    return first.startswith("%%") and first.split()[0] not in _PYTHON_CELL_MAGICS


_PYTHON_CELL_MAGICS = {"%%time", "%%timeit", "%%capture", "%%prun"}
