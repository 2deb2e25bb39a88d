"""Put other solutions into an exercise notebook, as a learner would."""

import copy
from collections.abc import Mapping
from typing import Any

from fashionlab.authoring.markers import cell_id
from fashionlab.errors import SourceError
from fashionlab.tasks import get_task


def assemble(notebook: Any, sources: Mapping[str, str]) -> Any:
    """Return a copy of an exercise notebook with task cells replaced.

    Args:
        notebook: The exercise notebook, as nbformat reads it.
        sources: Task id to the new text of its cell.

    Raises:
        SourceError: If the notebook has no cell for one of the tasks.
    """
    filled = copy.deepcopy(notebook)
    cells = {cell.get("id"): cell for cell in filled["cells"]}
    for task_id, source in sources.items():
        identifier = cell_id(get_task(task_id))
        if identifier not in cells:
            raise SourceError(f"Expected a notebook with a cell for {task_id}. Found: none.")
        cells[identifier]["source"] = source
    return filled
