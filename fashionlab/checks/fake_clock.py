"""A clock and a function whose times are laid down beforehand, to see how they are timed.

It runs on the learner's side, next to learner code. No time passes.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

_START = 5_000.0  # seconds; a clock does not begin at 0


def time_by(
    script: dict[str, Any], inputs: list[np.ndarray], timer: Callable[..., Any]
) -> dict[str, Any]:
    """Let a timing function measure a call whose durations are known.

    Args:
        script: `"seconds"`, float array: how long each call takes, warm-up first; the
            last value holds for any further calls; `"kwargs"`, dict of arguments.
        inputs: Arrays, all different.
        timer: A solution of `evaluation.time_calls`.

    Returns:
        `"value"`, what the function returned; `"used"`, a list with the place in
        `inputs` of what each call was given, -1 for anything else. Where there are as
        many calls as told, it is 0 for the warm-up, which may take any input.
    """
    now = _START
    used: list[int] = []

    def clock() -> float:
        return now

    def call(given: Any) -> Any:
        nonlocal now
        now += float(script["seconds"][min(len(used), len(script["seconds"]) - 1)])
        used.append(_place(given, inputs))
        return given

    value = timer(call, [each.copy() for each in inputs], clock=clock, **script["kwargs"])
    warm_up, repeats = (script["kwargs"].get(name, 0) for name in ("warm_up", "repeats"))
    if len(used) == warm_up + repeats:
        # The same answer for the same mistake, whichever input the warm-up takes.
        used[:warm_up] = [min(place, 0) for place in used[:warm_up]]
    return {"value": value, "used": used}


def _place(given: Any, inputs: list[np.ndarray]) -> int:
    same = (i for i, each in enumerate(inputs) if np.array_equal(np.asarray(given), each))
    return next(same, -1)
