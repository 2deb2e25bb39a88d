"""What an answer to each kind of question must look like.

An honest answer always fits, whatever the learner wrote. One that does not
was forged, and is refused before a judgement sees it.
"""

from collections.abc import Callable
from typing import Any

import numpy as np


def fits(kind: str, answer: Any) -> bool:
    """Say whether an answer has the form that its kind of question calls for."""
    return _FORMS[kind](answer)


def _anything(answer: Any) -> bool:
    return True


def _list(answer: Any) -> bool:
    return isinstance(answer, list)


def _error(answer: Any) -> bool:
    return (
        isinstance(answer, dict)
        and isinstance(answer.get("raised"), list)
        and all(isinstance(name, str) for name in answer["raised"])
        and isinstance(answer.get("message"), str)
    )


def _floats(answer: Any) -> bool:
    return isinstance(answer, np.ndarray) and answer.dtype == np.float32


def _descriptions(answer: Any) -> bool:
    return isinstance(answer, list) and all(
        isinstance(item, dict)
        and isinstance(item.get("parameters"), int)
        and isinstance(item.get("output_shape"), list)
        for item in answer
    )


def _training(answer: Any) -> bool:
    return (
        isinstance(answer, dict)
        and _floats(answer.get("before"))
        and _floats(answer.get("after"))
        and isinstance(answer.get("loss"), list)
        and all(isinstance(loss, float) for loss in answer["loss"])
    )


def _streams(answer: Any) -> bool:
    """Datasets, their epochs, their batches, the arrays of a batch."""
    level = [answer]
    for _ in range(4):
        if not all(isinstance(item, list) for item in level):
            return False
        level = [inner for item in level for inner in item]
    return all(isinstance(part, np.ndarray) for part in level)


_FORMS: dict[str, Callable[[Any], bool]] = {
    "call": _anything,
    "call_each": _list,
    "arguments_after": _list,
    "error_from": _error,
    "predict": lambda answer: _list(answer) and all(_floats(item) for item in answer),
    "describe": _descriptions,
    "train_then_predict": _training,
    "stream_batches": _streams,
    "prepares_ahead": lambda answer: isinstance(answer, bool),
}
