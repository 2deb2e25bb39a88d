"""Durations of calls, laid down beforehand, for the checks of chapter 7."""

from typing import Any

import numpy as np

from fashionlab.checks.draws import Share
from fashionlab.checks.questions import Asked, Setting

INPUTS = 3
SLOWEST = 30.0  # seconds, of the timed calls; warm-up calls take longer


def timings(*settings: dict[str, int], inputs: int = INPUTS) -> Share:
    """Draw the durations of the calls, one script for each setting.

    Warm-up calls take 50 to 100 s, timed ones about 2 s, and one in ten of
    those 10 to 30 s (`SLOWEST`). All differ.

    Args:
        *settings: `warm_up` and `repeats` of each script.
        inputs: How many arrays there are to call with.
    """

    def share(setting: Setting) -> tuple[dict[str, Any], dict[str, Any]]:
        rng = setting.rng
        scripts = [
            {"seconds": _durations(rng, **kwargs), "kwargs": dict(kwargs)} for kwargs in settings
        ]
        arrays = list(rng.random((inputs, 1, 4, 4, 1), dtype=np.float32))
        return {"inputs": arrays, "scripts": scripts}, {}

    return share


def _durations(rng: np.random.Generator, *, warm_up: int, repeats: int) -> np.ndarray:
    first = rng.uniform(50, 100, warm_up)
    timed = rng.uniform(1, 3, max(0, repeats))
    slow = rng.permutation(len(timed))[: round(len(timed) / 10)]
    timed[slow] = rng.uniform(10, SLOWEST, len(slow))
    # Of calls beyond those asked for, the first is slow: it must not be timed.
    return np.concatenate([first, timed, [200.0]])


def timed_calls(asked: Asked) -> list[np.ndarray]:
    """The durations of the calls that are to be timed, for each script."""
    return [
        script["seconds"][script["kwargs"]["warm_up"] :][: script["kwargs"]["repeats"]]
        for script in asked.fields["scripts"]
    ]
