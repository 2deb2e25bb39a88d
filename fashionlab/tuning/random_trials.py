"""Random search: try what chance suggests, and keep the best."""

from collections.abc import Callable
from typing import Any

import numpy as np

from fashionlab.tasks import stub


@stub("ch10_tuning", number=3, points=4)
def random_search(
    measure: Callable[[dict[str, Any]], dict[str, float]],
    draw: Callable[[np.random.Generator], dict[str, Any]],
    *,
    trials: int,
    seed: int = 0,
) -> list[dict[str, Any]]:
    """Measure random settings within a budget, and rank them by validation accuracy.

    `measure` is called `trials` times, with settings that are all different. If a draw
    gives settings that were drawn before, they are not measured: draw once more. If
    1,000 draws in a row bring nothing new, the space is used up and the search ends
    with fewer trials.

    A trial fails if `measure` raises an `Exception`, or if its validation accuracy is
    nan. The search goes on, and the failed trial counts as one of `trials`. Ctrl-C
    (`KeyboardInterrupt`, which is no `Exception`) passes on to whoever called.

    (The library's `tuning.search` does the same, and more, with KerasTuner and
    Optuna: it goes on where it was interrupted.)

    Args:
        measure: Takes settings, trains a network with them, and returns its figures:
            a dict with "accuracy", on the images it learned from, and "val_accuracy",
            on validation images. It may take minutes.
        draw: Takes a NumPy generator, returns settings drawn with it: a dict of
            numbers, texts and tuples.
        trials: How many networks may be trained, at least 1.
        seed: Decides everything that is drawn: the same seed measures the same
            settings in the same order.

    Returns:
        One dict per trial: `"values"`, the settings, and `"score"`, the validation
        accuracy as a float, None for a failed trial. The highest score comes first,
        failed trials come last.

    Raises:
        ValueError: If `trials` is less than 1.
    """
