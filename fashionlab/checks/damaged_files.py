"""Calls of a function that keeps arrays in files, and what may happen to the files in between.

It runs on the learner's side, next to learner code.
"""

import os
import tempfile
from collections.abc import Callable
from typing import Any

import numpy as np


class ComputeFailed(RuntimeError):
    """What `compute` raises where the script says so."""


def cache_by(steps: list[dict[str, Any]], cached: Callable[..., Any]) -> list[dict[str, Any]]:
    """Go through the steps of a script in a folder of its own.

    Args:
        steps: Each with `"do"`. "get" asks for an array: `"file"`, a name inside
            the folder, `"key"`, `"array"`, what `compute` gives, and `"fails"`,
            whether it raises instead. "keep" leaves only so many bytes of the
            largest file: `"bytes"`; where it is negative, all but so many.
            "write" puts a text into a `"file"`.
        cached: A solution of `pipelines.cached_array`.

    Returns:
        One dict for each "get": `"value"`, what was returned, `"dtype"`, its name,
        "" for what is no array; `"computed"`, how often `compute` was called;
        `"failed"`, whether its error came back.
    """
    answers = []
    with tempfile.TemporaryDirectory() as folder:
        for step in steps:
            if step["do"] == "get":
                answers.append(_get(os.path.join(folder, step["file"]), step, cached))
            elif step["do"] == "keep":
                _keep(folder, step["bytes"])
            else:
                with open(os.path.join(folder, step["file"]), "w", encoding="utf-8") as file:
                    file.write("This is a shopping list: milk, bread, a new disk.\n")
    return answers


def _get(path: str, step: dict[str, Any], cached: Callable[..., Any]) -> dict[str, Any]:
    computed = 0

    def compute() -> np.ndarray:
        nonlocal computed
        computed += 1
        if step["fails"]:
            raise ComputeFailed("The computation failed.")
        return np.array(step["array"])

    try:
        value = cached(path, step["key"], compute)
    except ComputeFailed:
        return {"value": None, "dtype": "", "computed": computed, "failed": True}
    if isinstance(value, np.ndarray):  # also one that is mapped from a file
        return {
            "value": np.array(value),
            "dtype": value.dtype.name,
            "computed": computed,
            "failed": False,
        }
    return {"value": value, "dtype": "", "computed": computed, "failed": False}


def _keep(folder: str, count: int) -> None:
    """Cut the largest file: of several, it is the one with the array."""
    files = [os.path.join(where, name) for where, _, names in os.walk(folder) for name in names]
    if not files:
        return  # nothing was kept: what was asked before shows it
    largest = max(files, key=os.path.getsize)
    size = os.path.getsize(largest)
    os.truncate(largest, max(0, min(size, count if count >= 0 else size + count)))
