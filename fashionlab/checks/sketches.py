"""A sketch of an answer: small, and the same for answers that are the same."""

import dataclasses
import zlib
from typing import Any

import numpy as np

# Sums with random weights: two answers of the same form share all of them only by being equal.
PROJECTIONS = 3
TOLERANCE = 1e-4  # relative: the same formula in float32 and in float64
# Numbers of one answer; the longest of a known mistake has a few thousand. Each takes 50 bytes,
# so a reply of 64 MB, all of it one array of bools, would take 3 GB.
MAX_NUMBERS = 200_000


@dataclasses.dataclass(frozen=True)
class Sketch:
    """What is kept of an answer.

    Attributes:
        form: Containers, shapes and texts, without dtypes.
        numbers: Sums of all numbers in it, with different weights each; none of an answer with
            more than `MAX_NUMBERS`.
        size: Sum of their magnitudes, at least 1: what a difference is measured against.
    """

    form: str
    numbers: tuple[float, ...]
    size: float

    def same_as(self, other: "Sketch") -> bool:
        """Say whether the answers are the same, up to rounding."""
        allowed = TOLERANCE * max(self.size, other.size)
        return (
            self.form == other.form
            and len(self.numbers) == len(other.numbers)
            and all(abs(a - b) <= allowed for a, b in zip(self.numbers, other.numbers, strict=True))
        )


def sketch(answer: Any) -> Sketch:
    """Sketch an answer.

    Args:
        answer: Plain data, as it crosses the wire.
    """
    form: list[str] = []
    values: list[np.ndarray] = []
    _walk(answer, form, values)
    if sum(value.size for value in values) > MAX_NUMBERS:
        form, values = ["too long"], []
    # A nan of a kind that warns when it is cast ("signalling") is a nan like any other.
    with np.errstate(invalid="ignore"):
        numbers = [value.astype(np.float64).ravel() for value in values]
    flat = np.concatenate([np.zeros(0), *numbers])
    finite = np.isfinite(flat)
    form.append(f"{np.isnan(flat).sum()} nan {np.isinf(flat).sum()} inf")
    flat = np.clip(np.where(finite, flat, 0.0), -1e30, 1e30)
    weights = np.random.default_rng(0).uniform(0.5, 1.5, (PROJECTIONS, len(flat)))
    text = ";".join(form)
    # A long form is told by its checksum: only whether it is the same matters.
    short = text if len(text) <= 60 else f"{zlib.crc32(text.encode()):08x}"
    rounded = tuple(float(f"{number:.7g}") for number in weights @ flat)
    return Sketch(short, rounded, float(f"{max(1.0, np.abs(flat).sum()):.3g}"))


def _walk(tree: Any, form: list[str], values: list[np.ndarray]) -> None:
    if isinstance(tree, (list, tuple)) and not _numbers_only(tree):
        form.append(f"{len(tree)} of")
        for part in tree:
            _walk(part, form, values)
    elif isinstance(tree, dict):
        form.append("dict " + ",".join(sorted(tree)))
        for name in sorted(tree):
            _walk(tree[name], form, values)
    elif tree is None or isinstance(tree, str):
        form.append(repr(tree))
    else:
        array = np.asarray(tree)
        form.append(str(array.shape))
        values.append(array)


def _numbers_only(tree: Any) -> bool:
    """Whether a list reads as an array does: learners give either."""
    return bool(tree) and all(isinstance(part, (bool, int, float)) for part in tree)
