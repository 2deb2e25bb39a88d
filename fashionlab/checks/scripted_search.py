"""A search whose draws are watched and whose scores are kept by whoever asks.

It runs on the learner's side, next to learner code.
"""

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from fashionlab.plain import to_plain
from fashionlab.tasks import is_blank_error

Frame = dict[str, Any]
# Begins what is told of a search that called `measure` with something else than settings.
MISUSED = "a call of measure with something else than values:"
_ONE_DICT = inspect.signature(lambda values: values)  # how `measure` is called
_MOST_DRAWS = 30_000  # in one search; 1,000 in a row without anything new are the end


class _Endless(BaseException):
    """A search does not end. No `Exception`: a solution catches those."""


def search_by(
    script: Frame, search: Callable[..., Any], ask_back: Callable[[Frame], Frame]
) -> Frame:
    """Let a solution search settings whose scores are laid down.

    Args:
        script: See `questions.search_by_script`; without the outcomes.
        search: A solution of `tuning.random_search`.
        ask_back: Takes `{"place"}`, the place of settings, and gives their outcome.

    Returns:
        As `questions.search_by_script` says, for one script; without `"measured"`, which
        whoever is asked back has noted.
    """
    settings, draws, misused = script["settings"], 0, ""

    def draw(rng: Any) -> Frame:
        nonlocal draws
        draws += 1
        if draws > _MOST_DRAWS:
            raise _Endless
        if not isinstance(rng, np.random.Generator):
            raise TypeError(f"draw takes a NumPy generator. Received: {type(rng).__name__}.")
        return dict(settings[int(rng.integers(len(settings)))])

    def measure(*args: Any, **kwargs: Any) -> dict[str, float]:
        nonlocal misused
        try:
            values = _ONE_DICT.bind(*args, **kwargs).arguments["values"]
        except TypeError:
            # A solution that takes every error for a failed trial would not show it.
            misused = f"{MISUSED} {len(args)} arguments and {len(kwargs)} named ones."
            raise
        place = next((i for i, each in enumerate(settings) if each == values), -1)
        outcome = ask_back({"place": place})
        if outcome["fault"]:
            raise _FAULTS[outcome["fault"]]("laid down beforehand")
        return {name: outcome[name] for name in ("loss", "accuracy", "val_loss", "val_accuracy")}

    told: Frame = {"value": None, "ended": ""}
    try:
        told["value"] = to_plain(search(measure, draw, **script["kwargs"]))
    except _Endless:
        told["ended"] = "endless"
    except KeyboardInterrupt:
        told["ended"] = "KeyboardInterrupt"
    except Exception as error:
        if is_blank_error(error, search):
            raise
        told["ended"] = f"{type(error).__name__}: {error}"[:300]
    told["ended"] = misused or told["ended"]
    return told


_FAULTS: dict[str, type[BaseException]] = {
    kind.__name__: kind
    for kind in (ValueError, RuntimeError, ZeroDivisionError, MemoryError, KeyboardInterrupt)
}
