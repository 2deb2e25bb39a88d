"""From a notebook or module to one small module text per task, without running it."""

from fashionlab.source.cells import Cell, read_cells
from fashionlab.source.extract import Extraction, TaskSource, extract, extract_file, module_text
from fashionlab.source.statements import Problem

__all__ = [
    "Cell",
    "Extraction",
    "Problem",
    "TaskSource",
    "extract",
    "extract_file",
    "module_text",
    "read_cells",
]
