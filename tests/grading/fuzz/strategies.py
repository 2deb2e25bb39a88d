"""Hypothesis strategies for what strangers write, as the bytes that the grader reads."""

import copy
import functools
import json
import random
import struct
from typing import Any

import hypothesis.extra.numpy as hnp
import numpy as np
from hypothesis import strategies as st

from fashionlab import wire
from fashionlab.chapters import CHAPTERS
from fashionlab.errors import WireError
from fashionlab.grading.submission import printable

from . import mutation, seeds
from .targets import SEEDS, STATUSES

# With halves of surrogate pairs, null bytes and what a terminal obeys.
TEXT = st.text(max_size=12) | st.sampled_from(mutation.TEXTS)
ODD_TEXT = TEXT | st.text(st.characters(categories=["Cs", "Cc", "Cf", "Zl"]), max_size=3)
NUMBERS = (
    st.sampled_from(mutation.NUMBERS)
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.booleans()
)
HUGE = st.integers(-(10**30), 10**30) | st.sampled_from([10**300, -(10**300)])


def json_values(leaves: int = 8) -> st.SearchStrategy[Any]:
    """Anything that JSON can say."""
    return st.recursive(
        st.none() | NUMBERS | HUGE | ODD_TEXT,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ODD_TEXT, inner, max_size=4),
        max_leaves=leaves,
    )


def damaged(target: str) -> st.SearchStrategy[bytes]:
    """Real inputs of a target with a few places changed: Python source, frames, reports, files."""
    return st.builds(
        functools.partial(_damaged, target), st.integers(0, 999), st.integers(0, 2**32 - 1)
    )


def _damaged(target: str, number: int, seed: int) -> bytes:
    # Chosen by number: Hypothesis would print megabytes of them when it tells of an error.
    originals = SEEDS[target]()
    original = originals[number % len(originals)]
    return mutation.mutated(target, original, random.Random(seed))


# What a learner may write over the labels that nbgrader put into a cell.
LIES = st.fixed_dictionaries(
    {},
    optional={
        "grade_id": st.sampled_from(["pipelines-normalize", "pipelines-normalize-check"])
        | json_values(3),
        "points": NUMBERS | HUGE | ODD_TEXT,
        "locked": NUMBERS,
        "solution": NUMBERS,
        "grade": NUMBERS,
        "task": NUMBERS,
        "checksum": ODD_TEXT,
        "schema_version": NUMBERS,
        "cell_type": st.sampled_from(["code", "markdown"]) | json_values(2),
    },
)


def metadata() -> st.SearchStrategy[Any]:
    """The metadata of a cell: lies about marks, or anything."""
    told = st.fixed_dictionaries({"nbgrader": LIES | json_values(3)}, optional={"": json_values(2)})
    return told | json_values(3)


@st.composite
def cells(draw: st.DrawFn) -> Any:
    """A cell: nearly right, or not a cell at all."""
    if draw(st.integers(0, 9)) == 0:
        return draw(json_values())
    text = draw(st.sampled_from(_code()) | ODD_TEXT)
    source = st.sampled_from([text, [text, None, 7], text.splitlines(keepends=True)])
    odd = {"source": json_values(3), "outputs": json_values(3), "id": json_values(2)}
    kinds = st.sampled_from(["code", "code", "markdown", "raw", 7, [], None])
    cell = {
        "cell_type": draw(kinds),
        "metadata": draw(metadata()),
        "source": draw(source),
        "id": draw(st.sampled_from(["a", "pipelines-normalize"])),
    }
    for name in draw(st.sets(st.sampled_from(sorted(odd)), max_size=1)):
        cell[name] = draw(odd[name])
    return cell


@functools.cache
def _code() -> list[str]:
    return [text.decode() for text in seeds.sources()]


@st.composite
def notebooks(draw: st.DrawFn) -> bytes:
    """A notebook file: cells of any kind, in a file that is nearly one of format 4."""
    content = {"cells": draw(st.lists(cells(), max_size=5)), "nbformat": 4, "nbformat_minor": 5}
    for name in draw(st.sets(st.sampled_from(["cells", "metadata", "nbformat"]), max_size=1)):
        content[name] = draw(json_values())
    text = json.dumps(content, ensure_ascii=draw(st.booleans()))
    return text.encode("utf-8", "surrogatepass")


@st.composite
def lied_about(draw: st.DrawFn) -> tuple[str, list[Any], list[Any]]:
    """A chapter, the cells of its solved notebook, and the same with other metadata."""
    chapter = draw(st.sampled_from(sorted(CHAPTERS)))
    honest = seeds.solved(chapter)["cells"]
    lying = copy.deepcopy(honest)
    for place in draw(st.sets(st.integers(0, len(lying) - 1), min_size=1, max_size=6)):
        lying[place]["metadata"] = draw(metadata())
        lying[place].update(draw(st.fixed_dictionaries({}, optional={"id": json_values(2)})))
        lying[place]["outputs"] = draw(json_values(3))
    return chapter, honest, lying


def arrays() -> st.SearchStrategy[np.ndarray]:
    """Small arrays of every kind that the wire lets through."""
    shapes = hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
    return st.sampled_from(mutation.DTYPES).flatmap(lambda dtype: hnp.arrays(dtype, shapes))


TREES = st.recursive(
    st.none() | NUMBERS | TEXT | arrays(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(TEXT, inner, max_size=3)
    ),
    max_leaves=6,
)


_TOLD = dict.fromkeys(("type", "message", "line"), ODD_TEXT | TREES)
ERRORS = st.fixed_dictionaries({}, optional={**_TOLD, "blank": TREES, "unusable": TREES})


@st.composite
def forged(draw: st.DrawFn, task_id: str) -> dict[str, Any]:
    """A frame that may be an answer of the reference, of a wrong solution, or made up."""
    known = [*seeds.right_frames(task_id), *sum(seeds.wrong_frames(task_id), ())]
    frame = dict(known[draw(st.integers(0, len(known) - 1))])
    way = draw(st.sampled_from(["as it is", "error beside", "error alone", "damaged", "damaged"]))
    if way.startswith("error"):
        frame["error"] = draw(ERRORS)
    if way == "error alone":
        frame.pop("answer", None)
    if way == "damaged":
        odd = {"index": st.integers(-3, 12) | TREES, "answer": TREES, "error": ERRORS | TREES}
        for name in draw(st.sets(st.sampled_from(sorted(odd)), min_size=1, max_size=2)):
            frame[name] = draw(odd[name])
    return frame


@st.composite
def headers(draw: st.DrawFn) -> bytes:
    """A tree of which the header says anything that JSON can say, in a frame."""
    tags = st.sampled_from("tda").flatmap(lambda tag: json_values(4).map(lambda v: {tag: v}))
    shapes = st.lists(st.integers(-1, 3) | HUGE, max_size=3)
    array = st.tuples(st.sampled_from([*mutation.DTYPES, "O"]), shapes).map(lambda a: {"a": a})
    text = json.dumps(draw(json_values(4) | tags | array)).encode()
    body = draw(st.binary(max_size=40))
    return wire.frame(b"FLW1" + struct.pack("<I", len(text)) + text + body)


def _encoded(trees: list[Any]) -> bytes:
    stream = b""
    for tree in trees:
        try:
            stream += wire.frame(wire.encode(wire.to_plain(tree)))
        except WireError:  # a child cannot send it either
            continue
    return stream


@st.composite
def streams(draw: st.DrawFn) -> bytes:
    """What a hostile child sends for a task: frames in any order, damaged, forged."""
    number = draw(st.integers(0, len(seeds.TASKS) - 1))
    honest = st.lists(forged(seeds.TASKS[number]), min_size=1, max_size=8)
    frames = draw(honest | st.lists(forged(seeds.TASKS[number]) | TREES, max_size=8))
    kept = draw(st.sampled_from([1.0, 1.0, 1.0, 0.99, 0.5]))
    stream = _encoded(frames)
    return bytes([number]) + stream[: int(kept * len(stream))]


@st.composite
def runs(draw: st.DrawFn) -> bytes:
    """A submission: its owner's name, how its code ended, what it sent."""
    task_id = draw(st.sampled_from(seeds.TASKS))
    tree = {
        "student": printable(draw(ODD_TEXT)),
        "chapter": draw(st.sampled_from(sorted(CHAPTERS))),
        "status": draw(st.sampled_from(STATUSES)),
        "replies": draw(st.lists(forged(task_id) | TREES, max_size=5)),
    }
    return _encoded([tree])[8:]


@st.composite
def reports(draw: st.DrawFn) -> bytes:
    """A report in which some fields hold something else."""
    content = json.loads(seeds.reports()[0])
    record = draw(st.sampled_from(content["records"]))
    places = [content, record, *record["checks"]]
    for place in draw(st.lists(st.sampled_from(places), min_size=1, max_size=3)):
        name = draw(st.sampled_from(sorted(place)))
        place[name] = draw(json_values(4) | st.sampled_from(["passed", "=1", [], 3]))
    return json.dumps(content).encode()


MADE_UP: dict[str, st.SearchStrategy[bytes]] = {
    "notebook": notebooks(),
    "source": st.lists(st.sampled_from(mutation.TOKENS) | ODD_TEXT, max_size=20).map(
        lambda parts: " ".join(parts).encode("utf-8", "replace")
    ),
    "frames": st.lists(TREES, max_size=4).map(_encoded) | headers() | st.binary(max_size=60),
    "replies": streams(),
    "training_replies": streams(),
    "run": runs(),
    "report": reports(),
    "ledger": st.binary(max_size=200),
    "name": st.binary(min_size=1, max_size=80)
    | ODD_TEXT.map(lambda t: t.encode("utf-8", "replace")),
}


def inputs(target: str) -> st.SearchStrategy[bytes]:
    """Inputs of a target: made up, or real ones that were damaged."""
    return damaged(target) | MADE_UP[target]
