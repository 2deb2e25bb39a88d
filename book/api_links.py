"""Sphinx extension: exercises in the pages of the library link to where they are taught."""

import re
from typing import Any

from fashionlab.chapters import get_chapter
from fashionlab.tasks import all_tasks


def setup(app: Any) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("autodoc-process-docstring", add_link)
    return {"parallel_read_safe": True}


def add_link(app: Any, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    """Make a link of the line that names a task's exercise; its label is the task's id."""
    task = all_tasks().get(name.removeprefix("fashionlab."))
    if task is not None:
        link = f":ref:`{get_chapter(task.chapter_id).title} <{task.id}>`"
        lines[:] = [re.sub(r"^(Exercise [\d.]+), .*", rf"\1, {link}.", line) for line in lines]
