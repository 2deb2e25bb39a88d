"""A solution's text, cut into lines and parts, with the shared parts marked."""

import itertools
from typing import NamedTuple

from fashionlab.grading.similarity.compare import Pair
from fashionlab.grading.similarity.reading import Solution
from fashionlab.grading.submission import printable


class Part(NamedTuple):
    """A piece of a line.

    Attributes:
        text: Printable.
        shared: Whether it belongs to what two solutions share.
    """

    text: str
    shared: bool


def marked_lines(pair: Pair, solution: Solution) -> list[list[Part]]:
    """Return the lines of one solution of a pair.

    Args:
        pair: What is shared.
        solution: The first or the second of the pair.
    """
    shared = pair.covered(solution)
    starts: dict[int, dict[int, bool]] = {}
    for place, token in enumerate(solution.tokens):
        columns = starts.setdefault(token.line, {})
        # A call and the name it calls start at the same place.
        columns[token.column] = columns.get(token.column, False) or place in shared
    return [
        _parts(line.encode(), starts.get(number, {}))
        for number, line in enumerate(solution.text.split("\n"), start=1)
    ]


def _parts(line: bytes, columns: dict[int, bool]) -> list[Part]:
    """Cut a line where its tokens start, each up to the next; equal neighbours are joined."""
    cuts = [(0, False), *sorted(columns.items()), (len(line), False)]
    parts: list[Part] = []
    for (start, shared), (end, _) in itertools.pairwise(cuts):
        text = printable(line[start:end].decode(errors="replace").replace("\t", "    "))
        if parts and parts[-1].shared == shared:
            parts[-1] = Part(parts[-1].text + text, shared)
        elif text:
            parts.append(Part(text, shared))
    return parts
