"""The search space: which settings are tried, and within which limits."""

import dataclasses
import json
import math
from collections.abc import Mapping
from typing import Any

from fashionlab.errors import InvalidArgument

Value = Any
"""What a setting may be: None, a bool, a number, a text, or a tuple of these."""


@dataclasses.dataclass(frozen=True)
class Choice:
    """One of several values.

    Attributes:
        values: At least one value, none twice: None, bools, numbers, texts, or
            tuples of these, for example `((128,), (128, 64))`. Where there is an
            order, list them in that order: Bayesian search makes use of it.
    """

    values: tuple[Value, ...]

    def __post_init__(self) -> None:
        values = with_tuples(self.values)
        if not isinstance(values, tuple) or not values:
            raise InvalidArgument(
                f"Choice expects a tuple of at least one value. Received: {self.values!r}."
            )
        object.__setattr__(self, "values", values)
        if len(set(self.labels)) < len(values):
            raise InvalidArgument(f"Choice names a value twice. Received: {self.values!r}.")

    @property
    def labels(self) -> tuple[str, ...]:
        """A text for each value: what the tuners store."""
        try:
            return tuple(json.dumps(value, allow_nan=False) for value in self.values)
        except (TypeError, ValueError):
            raise InvalidArgument(
                "Choice expects None, bools, finite numbers, texts, or tuples of these. "
                f"Received: {self.values!r}."
            ) from None

    def decode(self, label: Any) -> Value:
        """Return the value behind a label."""
        return self.values[self.labels.index(label)]


@dataclasses.dataclass(frozen=True)
class Int:
    """A whole number from `low` to `high`, both included.

    Attributes:
        low: Smallest value.
        high: Largest value.
        step: Distance between two values; 1 when `log`.
        log: Whether to draw so that each doubling is equally likely; `low` is
            then at least 1.
    """

    low: int
    high: int
    step: int = 1
    log: bool = False

    def __post_init__(self) -> None:
        _require_range(self)
        whole = all(type(limit) is int for limit in (self.low, self.high, self.step))
        if not whole or self.step < 1 or (self.log and self.step != 1):
            raise InvalidArgument(
                "Int expects ints with step of at least 1, and step 1 together with log. "
                f"Received: {self}."
            )

    def decode(self, number: Any) -> int:
        """Return the drawn number as an int."""
        return int(number)


@dataclasses.dataclass(frozen=True)
class Float:
    """A number from `low` to `high`.

    Drawn values are rounded to six significant digits: short enough to read and
    to type in again.

    Attributes:
        low: Smallest value.
        high: Largest value.
        log: Whether to draw so that each factor of ten is equally likely; `low`
            is then above 0. Right for a learning rate.
    """

    low: float
    high: float
    log: bool = False

    def __post_init__(self) -> None:
        _require_range(self)

    def decode(self, number: Any) -> float:
        """Return the drawn number, rounded, within the limits."""
        return min(max(float(f"{number:.6g}"), float(self.low)), float(self.high))


Parameter = Choice | Int | Float
Space = Mapping[str, Parameter]


def _require_range(parameter: Int | Float) -> None:
    limits = (parameter.low, parameter.high)
    numbers = all(type(limit) in (int, float) and math.isfinite(limit) for limit in limits)
    if not numbers or parameter.low >= parameter.high or (parameter.log and parameter.low <= 0):
        raise InvalidArgument(
            f"{type(parameter).__name__} expects finite numbers with low < high, and low > 0 "
            f"together with log. Received: {parameter}."
        )


def require_space(space: Space) -> None:
    """Check that something is a search space.

    Raises:
        InvalidArgument: If it is empty, or an entry is not a `Choice`, `Int` or `Float`.
    """
    wrong = [
        f"{name}={p!r}" for name, p in space.items() if not isinstance(p, (Choice, Int, Float))
    ]
    if wrong or not space:
        raise InvalidArgument(
            "Expected `space` to map names of settings to Choice, Int or Float, for example "
            '{"learning_rate": Float(1e-4, 1e-2, log=True)}. '
            f"Received: {', '.join(wrong) or 'an empty space'}."
        )


def decode(space: Space, drawn: Mapping[str, Any]) -> dict[str, Value]:
    """Turn what a tuner drew into the values of the settings."""
    return {name: parameter.decode(drawn[name]) for name, parameter in space.items()}


def space_as_dict(space: Space) -> dict[str, dict[str, Any]]:
    """Describe a space in JSON's types."""
    return {
        name: {"kind": type(parameter).__name__, **dataclasses.asdict(parameter)}
        for name, parameter in space.items()
    }


def space_from_dict(described: Mapping[str, Mapping[str, Any]]) -> dict[str, Parameter]:
    """Build the space that `space_as_dict` described."""
    kinds = {kind.__name__: kind for kind in (Choice, Int, Float)}
    return {
        name: kinds[entry["kind"]](**{k: v for k, v in entry.items() if k != "kind"})
        for name, entry in described.items()
    }


def with_tuples(value: Any) -> Any:
    """Turn lists into tuples, also inside: JSON knows only lists."""
    if isinstance(value, (list, tuple)):
        return tuple(with_tuples(item) for item in value)
    if isinstance(value, dict):
        return {key: with_tuples(item) for key, item in value.items()}
    return value
