"""What an answer to each kind of question must look like.

An honest answer always fits, whatever the learner wrote. One that does not
was forged, and is refused before a judgement sees it.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from fashionlab.checks.questions import Asked


def fits(asked: Asked, answer: Any) -> bool:
    """Say whether an answer has the form that the question calls for."""
    return _FORMS[asked.kind](asked.fields, answer)


Fields = dict[str, Any]


def _anything(fields: Fields, answer: Any) -> bool:
    return True


def _one_for_each(name: str) -> Callable[[Fields, Any], bool]:
    """A list with one item for each item of a field."""
    return lambda fields, answer: _list_of(answer, len(fields[name]))


def _list_of(answer: Any, count: int) -> bool:
    return isinstance(answer, list) and len(answer) == count


def _error(fields: Fields, answer: Any) -> bool:
    return (
        isinstance(answer, dict)
        and isinstance(answer.get("raised"), list)
        and all(isinstance(name, str) for name in answer["raised"])
        and isinstance(answer.get("message"), str)
    )


def _floats(answer: Any) -> bool:
    return isinstance(answer, np.ndarray) and answer.dtype == np.float32


def _predictions(fields: Fields, answer: Any) -> bool:
    return _list_of(answer, len(fields["builds"])) and all(
        _floats(passes) and passes.shape[:1] == (fields["times"],) for passes in answer
    )


def _descriptions(fields: Fields, answer: Any) -> bool:
    return _list_of(answer, len(fields["builds"])) and all(
        isinstance(item, dict)
        and isinstance(item.get("parameters"), int)
        and isinstance(item.get("output_shape"), list)
        for item in answer
    )


def _training(fields: Fields, answer: Any) -> bool:
    return (
        isinstance(answer, dict)
        and _floats(answer.get("before"))
        and _floats(answer.get("after"))
        and isinstance(answer.get("loss"), list)
        and all(isinstance(loss, float) for loss in answer["loss"])
    )


def _streams(fields: Fields, answer: Any) -> bool:
    """Datasets, their epochs, their batches, the arrays of a batch."""
    if not _list_of(answer, len(fields["variants"])):
        return False
    if not all(_list_of(stream, fields["epochs"]) for stream in answer):
        return False
    epochs = [epoch for stream in answer for epoch in stream]
    if not all(isinstance(epoch, list) for epoch in epochs):
        return False
    batches = [batch for epoch in epochs for batch in epoch]
    return all(
        isinstance(batch, list) and all(isinstance(part, np.ndarray) for part in batch)
        for batch in batches
    )


def _yes_or_no(fields: Fields, answer: Any) -> bool:
    return isinstance(answer, bool)


def _scripted_runs(fields: Fields, answer: Any) -> bool:
    return _list_of(answer, len(fields["scripts"])) and all(
        isinstance(run, dict)
        and type(run.get("epochs")) is int
        and isinstance(run.get("ends_with"), float)
        and isinstance(run.get("on_disk"), list)
        and all(isinstance(epoch, float) for epoch in run["on_disk"])
        for run in answer
    )


_FORMS: dict[str, Callable[[Fields, Any], bool]] = {
    "call": _anything,
    "call_each": _one_for_each("variants"),
    "arguments_after": _one_for_each("args"),
    "error_from": _error,
    "predict": _predictions,
    "describe": _descriptions,
    "train_then_predict": _training,
    "stream_batches": _streams,
    "prepares_ahead": _yes_or_no,
    "train_by_script": _scripted_runs,
}
