"""How long a call takes, without fooling oneself."""

import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from fashionlab.tasks import stub


@stub("ch07_cost", number=3, points=3)
def time_calls(
    call: Callable[[np.ndarray], Any],
    inputs: Sequence[np.ndarray],
    *,
    warm_up: int = 5,
    repeats: int = 101,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float]:
    """Measure how long a function takes: the usual time, and a slow one.

    First come `warm_up` calls that are not timed: the first call of a compiled
    network compiles it. Then come `repeats` calls. Each is timed on its own,
    from one look at the clock to another. They take the inputs in turn,
    beginning with the first, and begin again when all were used.

    Args:
        call: What is timed, a function of one array; what it returns is of no
            interest.
        inputs: Arrays for it, at least one. The warm-up takes any of them.
        warm_up: How many calls come first, an int of at least 0.
        repeats: How many calls are timed, an int of at least 1.
        clock: Function without arguments that returns the time in seconds.

    Returns:
        Tuple (median, p95) of floats, in seconds: half of the timed calls, and
        95 of 100, took at most this long. The median of an even number of calls
        lies halfway between the two in the middle, as `np.median` has it. For
        p95, that of `np.percentile` or any other usual definition will do.

    Raises:
        ValueError: If `repeats` is less than 1, or there are no inputs.
    """
