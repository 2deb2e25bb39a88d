"""Stratified k-fold cross-validation."""

import dataclasses
import statistics
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from fashionlab.data import Split
from fashionlab.errors import InvalidArgument
from fashionlab.quiet import import_keras
from fashionlab.training.fit import fit
from fashionlab.training.inputs import Examples, check_examples, labels_of, take
from fashionlab.training.predict import predict
from fashionlab.training.recipe import Recipe, resolve
from fashionlab.training.run import Run
from fashionlab.training.stratified import stratified_folds

if TYPE_CHECKING:
    import keras

WATCHED_SHARE = 0.1  # of a fold's training part, where a recipe watches the validation loss


@dataclasses.dataclass(frozen=True)
class CrossValidation:
    """What k-fold cross-validation measured.

    Attributes:
        accuracies: One per fold, on the part its model has not seen.
        runs: The training run of each fold.
    """

    accuracies: tuple[float, ...]
    runs: tuple[Run, ...]

    @property
    def mean(self) -> float:
        """Mean of the accuracies."""
        return statistics.mean(self.accuracies)

    @property
    def standard_deviation(self) -> float:
        """Standard deviation of the accuracies, with n - 1 below the line."""
        return statistics.stdev(self.accuracies)


def cross_validate(
    build: Callable[[], "keras.Model"],
    examples: Examples,
    *,
    folds: int = 5,
    recipe: Recipe | None = None,
    seed: int = 0,
    folder: str | Path | None = None,
    on_fold: Callable[[int, int, float], object] | None = None,
    **settings: Any,
) -> CrossValidation:
    """Train one model per fold and measure it on the part it has not seen.

    Every example is measured on once. The share of the classes is the same in
    every fold. What a fold is measured on decides nothing in its training: a
    recipe with `patience` or the schedule "plateau" watches a tenth of the
    training part instead, which is not learned from.

    Args:
        build: Returns a fresh, uncompiled classifier.
        examples: A `data.Split`, or a pair of arrays; see `fit`.
        folds: Number of parts, an int >= 2, at most the size of the rarest class.
        recipe: The settings, or give single ones.
        seed: Decides the folds, the models' first weights and the training.
        folder: None, or where to save every fold's run, so that an interrupted
            cross-validation goes on where it was.
        on_fold: Called after every fold with its number (from 1), the number of
            folds and its accuracy.
        **settings: Fields of `Recipe`.

    Returns:
        Accuracies and runs, one per fold.

    Raises:
        InvalidArgument: If `folds` does not suit the examples.
        NotImplementedYet: If `training.stratified_folds` is not written yet.
    """
    recipe = resolve(recipe, settings)
    check_examples("examples", examples)
    keras = import_keras()
    accuracies, runs = [], []
    for number, (learned, measured) in enumerate(_parts(examples, folds, seed), start=1):
        keras.utils.set_random_seed(seed + number)
        model = build()
        train, watched = _watch(take(examples, learned), recipe, seed)
        place = None if folder is None else Path(folder) / f"fold_{number}"
        runs.append(fit(model, train, watched, recipe=recipe, seed=seed + number, folder=place))
        accuracies.append(_accuracy(model, take(examples, measured)))
        if on_fold:
            on_fold(number, folds, accuracies[-1])
    return CrossValidation(tuple(accuracies), tuple(runs))


def _parts(examples: Examples, folds: int, seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
    labels = labels_of(examples)
    rarest = int(np.unique(labels, return_counts=True)[1].min())
    if isinstance(folds, bool) or not isinstance(folds, int) or not 2 <= folds <= rarest:
        raise InvalidArgument(
            f"Expected an int from 2 to {rarest}, the number of examples of the rarest class. "
            f"Received: folds={folds!r}."
        )
    return stratified_folds(labels, folds, seed=seed)


def _watch(train: Examples, recipe: Recipe, seed: int) -> tuple[Examples, Examples | None]:
    if not recipe.needs_validation:
        return train, None
    from sklearn.model_selection import train_test_split

    labels = labels_of(train)
    learned, watched = train_test_split(
        np.arange(len(labels)), test_size=WATCHED_SHARE, stratify=labels, random_state=seed
    )
    return take(train, learned), take(train, watched)


def _accuracy(model: "keras.Model", examples: Examples) -> float:
    inputs = examples.images if isinstance(examples, Split) else examples[0]
    answers = predict(model, inputs).argmax(axis=1)
    return float(np.mean(answers == labels_of(examples)))
