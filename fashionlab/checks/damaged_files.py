"""Calls of a function that keeps arrays in files, and what may happen to the files in between.

It runs on the learner's side, next to learner code.
"""

import builtins
import contextlib
import functools
import os
import tempfile
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

import numpy as np


class ComputeFailed(RuntimeError):
    """What `compute` raises where the script says so."""


Frame = dict[str, Any]


def cache_by(
    steps: list[Frame], cached: Callable[..., Any], ask_back: Callable[[Frame], Frame]
) -> list[Frame]:
    """Go through the steps of a script in a folder of its own.

    Args:
        steps: Each with `"do"`. "get" asks for an array: `"file"`, a name inside
            the folder, `"key"`, `"bare"`, whether the path is that name
            alone, asked from inside the folder, and `"later"`, whether another
            program seems to ask: texts have other numbers from `hash`. "keep"
            leaves only so many bytes of the largest file: `"bytes"`; where it is
            negative, all but so many. "write" puts something else into a `"file"`, a "text",
            the "npy" of another program or its "npz", as `"holds"` says.
        cached: A solution of `pipelines.cached_array`.
        ask_back: Takes `{"get"}`, the number of a "get", and gives what `compute` does
            there: `{"fails", "array"}`.

    Returns:
        One dict for each "get": `"value"`, what was returned, `"dtype"`, its name,
        "" for what is no array; `"failed"`, whether the error of `compute` came back. How
        often it was called, whoever is asked back has counted.
    """
    answers: list[Frame] = []
    with tempfile.TemporaryDirectory() as folder:
        for step in steps:
            if step["do"] == "get":
                compute = functools.partial(_compute, ask_back, len(answers))
                answers.append(_get(folder, step, cached, compute))
            elif step["do"] == "keep":
                _keep(folder, step["bytes"])
            else:
                _write(os.path.join(folder, step["file"]), step["holds"])
    return answers


def _write(path: str, holds: str) -> None:
    with open(path, "wb") as file:
        if holds == "npz":
            np.savez(file, weights=np.arange(6.0), labels=np.arange(3))
        elif holds == "npy":
            np.save(file, np.arange(6.0))
        else:
            file.write(b"This is a shopping list: milk, bread, a new disk.\n")


def _compute(ask_back: Callable[[Frame], Frame], get: int) -> np.ndarray:
    told = ask_back({"get": get})
    if told["fails"]:
        raise ComputeFailed("The computation failed.")
    return np.array(told["array"])


def _get(folder: str, step: Frame, cached: Callable[..., Any], compute: Any) -> Frame:
    path = step["file"] if step["bare"] else os.path.join(folder, step["file"])
    around = contextlib.ExitStack()
    if step["bare"]:
        around.enter_context(_inside(folder))
    if step["later"]:
        around.enter_context(_another_program(step["key"]))
    with around:
        return _ask(path, step["key"], cached, compute)


@contextlib.contextmanager
def _inside(folder: str) -> Iterator[None]:
    try:
        before = os.getcwd()
    except OSError:  # the folder is gone
        before = os.path.dirname(folder)
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextlib.contextmanager
def _another_program(key: str) -> Iterator[None]:
    """Let `hash` give other numbers for a key, as it does after each start of Python."""
    usual = builtins.hash

    def made_of_the_key(value: Any) -> bool:
        if type(value) is tuple:
            return any(map(made_of_the_key, value))
        if type(value) is bytes:
            return key.encode() in value
        return type(value) is str and key in value

    def other(value: Any) -> int:
        return usual(value) ^ 0x2545F491 if made_of_the_key(value) else usual(value)

    with mock.patch.object(builtins, "hash", other):
        yield


def _ask(path: str, key: str, cached: Callable[..., Any], compute: Any) -> Frame:
    try:
        value = cached(path, key, compute)
    except ComputeFailed:
        return {"value": None, "dtype": "", "failed": True}
    if isinstance(value, np.ndarray):  # also one that is mapped from a file
        return {"value": np.array(value), "dtype": value.dtype.name, "failed": False}
    return {"value": value, "dtype": "", "failed": False}


def _keep(folder: str, count: int) -> None:
    """Cut the largest file: of several, it is the one with the array."""
    files = [os.path.join(where, name) for where, _, names in os.walk(folder) for name in names]
    if not files:
        return  # nothing was kept: what was asked before shows it
    largest = max(files, key=os.path.getsize)
    size = os.path.getsize(largest)
    os.truncate(largest, max(0, min(size, count if count >= 0 else size + count)))
