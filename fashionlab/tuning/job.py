"""A search described by plain data, and the check that it makes sense."""

import dataclasses
import difflib
import importlib
import inspect
import json
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from fashionlab.data import Split
from fashionlab.errors import InvalidArgument
from fashionlab.training.fingerprint import examples_digest
from fashionlab.training.inputs import Examples
from fashionlab.training.recipe import Recipe
from fashionlab.tuning.results import OBJECTIVES
from fashionlab.tuning.space import (
    Space,
    require_space,
    space_as_dict,
    space_from_dict,
    with_tuples,
)

if TYPE_CHECKING:
    import keras

METHODS = ("random", "bayesian", "hyperband", "optuna")
HYPERBAND_FACTOR = 3
"""How many times longer the next round of Hyperband is; Li et al. 2018 use 3 or 4."""

Builder = Callable[..., "keras.Model"]


@dataclasses.dataclass(frozen=True)
class Job:
    """What is searched, in plain data: it decides every trial, and can cross to a process.

    Attributes:
        build: Name of the builder: of the catalogue, or `"module:function"`.
        method: One of `METHODS`.
        space: Name of a setting to what may be tried.
        trials: How many, at most.
        epochs: Epochs of a trial; for Hyperband of the longest.
        objective: One of `OBJECTIVES`.
        seed: Decides the values drawn and every training.
        arguments: Fixed arguments of the builder.
        settings: Fixed fields of the training recipe.
        prune: Whether Optuna stops hopeless trials early.
        data: Fingerprint of the examples.
    """

    build: str
    method: str
    space: Space
    trials: int
    epochs: int
    objective: str
    seed: int
    arguments: Mapping[str, Any]
    settings: Mapping[str, Any]
    prune: bool
    data: str

    def __post_init__(self) -> None:
        _require(self.method in METHODS, f"method to be one of {METHODS}", self.method)
        known = tuple(OBJECTIVES)
        _require(self.objective in known, f"objective to be one of {known}", self.objective)
        for name, smallest in (("trials", 1), ("epochs", 1), ("seed", 0)):
            number = getattr(self, name)
            right = type(number) is int and number >= smallest
            _require(right, f"{name} to be an int of {smallest} or more", number)
        _require(
            not self.prune or self.method == "optuna", 'prune with method "optuna"', self.method
        )
        short = self.method == "hyperband" and self.epochs < HYPERBAND_FACTOR
        # With fewer there is no shorter trial, and it would be a random search.
        _require(not short, f"{HYPERBAND_FACTOR} epochs or more for Hyperband", self.epochs)
        require_space(self.space)
        _require(
            self.objective != "val_loss" or "label_smoothing" not in self.space,
            'objective "val_accuracy" when label_smoothing is searched, which changes the loss',
            self.objective,
        )
        try:
            json.dumps(self.as_dict(), allow_nan=False)
        except (TypeError, ValueError) as error:
            raise InvalidArgument(
                "Expected the builder's arguments and the settings of the training to be None, "
                f"bools, numbers, texts, or lists or dicts of these. Received: {error}."
            ) from None

    def as_dict(self) -> dict[str, Any]:
        """Describe the job in JSON's types."""
        plain = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return {**plain, "space": space_as_dict(self.space)}

    @classmethod
    def from_dict(cls, described: Mapping[str, Any]) -> "Job":
        """Build the job that `as_dict` described."""
        plain = with_tuples(dict(described))
        return cls(**{**plain, "space": space_from_dict(plain["space"])})


def _require(right: bool, expected: str, received: Any) -> None:
    if not right:
        raise InvalidArgument(f"A search expects {expected}. Received: {received!r}.")


def recipe_fields() -> frozenset[str]:
    """Return the settings that belong to the training rather than to the builder."""
    return frozenset(field.name for field in dataclasses.fields(Recipe))


def name_of(build: Builder | str) -> str:
    """Return the name a builder is known by in the folder and to other processes."""
    if isinstance(build, str):
        return build
    module = getattr(build, "__module__", type(build).__module__)
    return f"{module}:{getattr(build, '__qualname__', type(build).__qualname__)}"


def find_builder(name: str) -> Builder:
    """Return the builder of a name: of the catalogue, or of `"module:function"`.

    Raises:
        InvalidArgument: If there is none.
    """
    module, colon, function = name.partition(":")
    if not colon:
        from fashionlab.models import get_builder

        return get_builder(name)
    try:
        if module == "__main__":  # another one in every process
            raise ImportError("it belongs to the notebook or script that runs")
        found: Builder = getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise InvalidArgument(
            f'The builder {name!r} cannot be found: {error}. Expected a name of the catalogue or "'
            'module:function" of an installed module. A function of a notebook or a lambda has no '
            "such name: search with workers=1, or put it into a module."
        ) from None
    return found


def check_names(build: Builder, job: Job) -> None:
    """Check that every setting has a place to go, before anything is trained.

    Raises:
        InvalidArgument: If neither the builder nor the recipe knows a setting, or one
            is given twice.
    """
    fields = recipe_fields()
    _require_known("settings of the training", job.settings, fields)
    twice = sorted(set(job.space) & {*job.arguments, *job.settings, "epochs", "seed"})
    if twice:
        raise InvalidArgument(
            f"Expected each setting to be searched or fixed. Received both for: {', '.join(twice)}."
        )
    parameters = inspect.signature(build).parameters
    if not any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters.values()):
        _require_known(
            "the space and the arguments", {*job.space, *job.arguments}, parameters, fields
        )


def _require_known(what: str, names: Iterable[str], *known: Iterable[str]) -> None:
    everything = {name for group in known for name in group}
    for name in names:
        if name not in everything:
            close = difflib.get_close_matches(name, everything, n=3) or sorted(everything)
            raise InvalidArgument(
                f"Expected {what} to name arguments of the builder or fields of "
                f"training.Recipe. Received: {name!r}. Possible: {', '.join(close)}."
            )


def arrays_of(examples: Examples) -> tuple[np.ndarray, np.ndarray]:
    """Return the two arrays of a `Split` or a pair."""
    if isinstance(examples, Split):
        return examples.images, examples.labels
    return examples


def fingerprint(*parts: Examples) -> str:
    """Return a text that differs when any shape, dtype or value differs."""
    return "-".join(examples_digest(part) for part in parts)
