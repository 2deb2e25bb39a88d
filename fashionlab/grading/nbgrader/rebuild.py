"""Build the notebook to grade afresh: recorded cells once each, the learner's text as data.

The result is shown in the formgrader and in feedback pages, so nothing of the
learner's may be more than text there: code is code, and prose that is not the
course's own is shown as it was typed, in a block that Markdown, HTML and
MathJax leave alone. Outputs, metadata and attachments stay behind.
"""

import dataclasses
import re
from collections.abc import Sequence
from typing import Any

from fashionlab.authoring.markers import cell_id
from fashionlab.grading.nbgrader.layout import Known
from fashionlab.grading.reading import read_apart
from fashionlab.grading.submission import Submission
from fashionlab.source import Cell, read_cells
from fashionlab.source.cells import MAX_CELL_CHARACTERS
from fashionlab.tasks import get_task

# Far more than anyone writes in an exercise; what is beyond stays in submitted/.
MAX_OTHER_CELLS = 500
MAX_OTHER_CHARACTERS = 300_000

MISSING = "# This cell is not in the submission."


@dataclasses.dataclass(frozen=True)
class Handed:
    """What a learner handed in, as far as it is readable.

    Attributes:
        cells: Every cell, in order.
        solutions: Cell number to the grade_id of the task that the grader reads there.
        unreadable: Why there are no cells, or empty.
    """

    cells: tuple[Cell, ...] = ()
    solutions: dict[int, str] = dataclasses.field(default_factory=dict)
    unreadable: str = ""


def read_handed(submission: Submission) -> Handed:
    """Read a submission as the grader does; what is wrong with it is told, not raised."""
    try:
        contents = read_apart(submission)
        cells = () if contents.unreadable else tuple(read_cells(submission.path))
    except Exception as error:  # the grader leaves such a submission open
        return Handed(unreadable=f"The file could not be read ({type(error).__name__}: {error}).")
    solutions: dict[int, str] = {}
    for task_id, source in contents.tasks.items():
        solutions.setdefault(source.cell, cell_id(get_task(task_id)))
    return Handed(cells, solutions, contents.unreadable or "")


def rebuild(layout: Sequence[Known], handed: Handed, prose: frozenset[str] = frozenset()) -> Any:
    """Build the notebook to grade.

    Args:
        layout: The recorded cells; each comes once, locked ones with their released text.
        handed: The submission.
        prose: Markdown texts of the course itself, shown as they are.

    Returns:
        An nbformat 4 notebook without outputs.
    """
    import nbformat.v4

    placed = _Placed(layout, handed, prose)
    for cell in handed.cells:
        placed.take(cell)
    placed.add_missing()
    nodes = [node for _, node in placed.nodes]
    note = placed.note()
    if note:
        nodes.insert(0, _node("markdown", note, trusted=False))
    for number, node in enumerate(nodes, start=1):
        node["id"] = f"cell-{number}"
    return nbformat.v4.new_notebook(cells=nodes, metadata={"language_info": {"name": "python"}})


class _Placed:
    """The cells of the new notebook as they find their places."""

    def __init__(self, layout: Sequence[Known], handed: Handed, prose: frozenset[str]):
        self.nodes: list[tuple[str, Any]] = []  # grade_id or "", and the cell
        self._layout = layout
        self._handed = handed
        self._prose = prose
        self._waiting = {known.name: known for known in layout}
        self._others = 0
        self._characters = 0
        self._left_out = 0

    def take(self, cell: Cell) -> None:
        """Place one of the learner's cells: as a recorded cell, or among them."""
        known = self._waiting.get(self._name(cell))
        if known is None:
            self._take_other(cell)
            return
        del self._waiting[known.name]
        if known.locked:
            if cell.source.strip() != known.source.strip():
                self._take_other(cell)
            self._add(known, known.source)
        else:
            self._add(known, cell.source)

    def _name(self, cell: Cell) -> str:
        """The recorded cell that this one is, by what the grader reads, then by its label."""
        if cell.number in self._handed.solutions:
            return self._handed.solutions[cell.number]
        label = cell.metadata.get("nbgrader")
        name = label.get("grade_id") if isinstance(label, dict) else None
        # A task that the grader reads elsewhere is not here, whatever the label says.
        if not isinstance(name, str) or name in self._handed.solutions.values():
            return ""
        return name

    def _take_other(self, cell: Cell) -> None:
        if not cell.source.strip():
            return
        self._others += 1
        self._characters += len(cell.source)
        if self._others > MAX_OTHER_CELLS or self._characters > MAX_OTHER_CHARACTERS:
            self._left_out += 1
            return
        self.nodes.append(("", _node(cell.kind, cell.source, trusted=cell.source in self._prose)))

    def _add(self, known: Known, source: str) -> None:
        self.nodes.append((known.name, _recorded_node(known, source)))

    def add_missing(self) -> None:
        """Put every recorded cell that was not handed in after the one it follows."""
        for known, before in zip(self._layout, [None, *self._layout], strict=False):
            if known.name not in self._waiting:
                continue
            node = _recorded_node(known, MISSING if known.solution else known.source)
            names = [name for name, _ in self.nodes]
            place = names.index(before.name) + 1 if before else len(names)
            self.nodes.insert(place, (known.name, node))

    def note(self) -> str:
        """What the reader should know about the notebook as a whole, or empty."""
        if self._handed.unreadable:
            return self._handed.unreadable
        if self._left_out:
            return (
                f"{self._left_out} more cells of the submission are not shown here. "
                f"They are in the file that was handed in."
            )
        return ""


def _recorded_node(known: Known, source: str) -> Any:
    node = _node(known.kind, source, trusted=source == known.source)
    node["metadata"]["nbgrader"] = known.metadata()
    return node


def _node(kind: str, source: str, *, trusted: bool) -> Any:
    import nbformat.v4

    text = source if trusted else harmless(source)
    if kind == "code":
        return nbformat.v4.new_code_cell(text)
    return nbformat.v4.new_markdown_cell(text if trusted else fenced(text))


# Control characters, halves of surrogate pairs, and the marks that turn text around.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


def harmless(text: str) -> str:
    """Make learner's text fit for a UTF-8 file and for reading; cut what is too long."""
    if len(text) > MAX_CELL_CHARACTERS:
        text = text[:MAX_CELL_CHARACTERS] + "\n… cut here"
    return _UNPRINTABLE.sub("�", text.replace("\r\n", "\n").replace("\r", "\n"))


def fenced(text: str) -> str:
    """Put text into a Markdown block that shows it letter by letter."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"
