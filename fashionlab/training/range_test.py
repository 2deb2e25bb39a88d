"""The learning-rate range test."""

import dataclasses
import itertools
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from fashionlab.errors import InvalidArgument
from fashionlab.quiet import import_keras
from fashionlab.training.inputs import Examples, check_examples, ensure_built, training_batches
from fashionlab.training.optimizers import compile_model
from fashionlab.training.recipe import Recipe, resolve
from fashionlab.training.suggestion import suggest_learning_rate

if TYPE_CHECKING:
    import keras

GIVE_UP = 4.0  # times the lowest loss: from there on it only gets worse
ENOUGH = 20  # finite losses: from fewer, nothing can be read


@dataclasses.dataclass(frozen=True)
class RangeTest:
    """What the range test measured.

    Attributes:
        rates: Learning rates, rising by the same factor from step to step.
        losses: The loss of the batch at each rate; as many as rates. The last
            may be nan or inf.
    """

    rates: tuple[float, ...]
    losses: tuple[float, ...]

    @property
    def suggestion(self) -> float:
        """A rate to train with, as the task `training.suggest_learning_rate` picks it.

        Raises:
            InvalidArgument: If there are fewer than 20 losses before the explosion.
        """
        finite = sum(math.isfinite(loss) for loss in self.losses)
        if finite < ENOUGH:
            raise InvalidArgument(
                f"Expected at least {ENOUGH} losses before the explosion. Received: {finite}. "
                "Begin at a lower rate (lowest), or take more steps."
            )
        return suggest_learning_rate(np.array(self.rates), np.array(self.losses))


def range_test(
    model: "keras.Model",
    train: Examples,
    *,
    lowest: float = 1e-6,
    highest: float = 1.0,
    steps: int = 100,
    recipe: Recipe | None = None,
    seed: int = 0,
    **settings: Any,
) -> RangeTest:
    """Raise the learning rate batch by batch and watch the loss.

    Smith 2017, "Cyclical learning rates for training neural networks". The
    loss falls while the rate is useful and explodes when it is too high; the
    test ends there. It costs as much as `steps` batches.

    Args:
        model: A classifier. Its weights are the same afterwards; it is left
            compiled, and `fit` compiles it anew.
        train: What to learn from; see `fit`.
        lowest: The first rate, a float > 0.
        highest: The last rate, above `lowest`.
        steps: Batches, an int >= 10.
        recipe: The settings (batch size, optimizer and so on), or give single
            ones. Its learning rate and schedule play no part.
        seed: Decides the order of the examples.
        **settings: Fields of `Recipe`.

    Returns:
        Rates and losses, and a suggestion where it is asked for.

    Raises:
        InvalidArgument: If the rates or `steps` are out of bounds.
    """
    recipe = resolve(recipe, settings)
    check_examples("train", train)
    if not (0 < lowest < highest < math.inf and isinstance(steps, int) and steps >= 10):
        raise InvalidArgument(
            "Expected 0 < lowest < highest and an int steps >= 10. Received: "
            f"lowest={lowest!r}, highest={highest!r}, steps={steps!r}."
        )
    keras = import_keras()
    keras.utils.set_random_seed(seed)
    ensure_built(model, train)
    before = [np.array(variable.numpy()) for variable in model.variables]
    rates = np.geomspace(lowest, highest, steps)
    try:
        compile_model(model, dataclasses.replace(recipe, **_CONSTANT, learning_rate=lowest), steps)
        losses = _losses(model, training_batches(model, train, recipe, seed), rates)
    finally:
        for variable, value in zip(model.variables, before, strict=True):
            variable.assign(value)
    tested = tuple(float(rate) for rate in rates[: len(losses)])
    return RangeTest(tested, tuple(losses))


_CONSTANT: dict[str, Any] = {"schedule": "constant", "warmup_epochs": 0.0}


def _losses(model: "keras.Model", batches: Any, rates: np.ndarray) -> list[float]:
    losses: list[float] = []
    endless = itertools.chain.from_iterable(itertools.repeat(batches))
    for rate, (inputs, labels) in zip(rates, endless, strict=False):
        model.optimizer.learning_rate = float(rate)
        model.reset_metrics()  # else the loss is the mean over all steps
        logs = model.train_on_batch(inputs, labels, return_dict=True)
        losses.append(float(logs["loss"]))
        if not math.isfinite(losses[-1]) or losses[-1] > GIVE_UP * min(losses):
            break
    return losses
