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
        and isinstance(item.get("averages"), int)
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
        and isinstance(run.get("averages"), float)
        and isinstance(run.get("on_disk"), list)
        and all(isinstance(epoch, float) for epoch in run["on_disk"])
        for run in answer
    )


def _timings(fields: Fields, answer: Any) -> bool:
    return _list_of(answer, len(fields["scripts"])) and all(
        isinstance(timing, dict)
        and "value" in timing
        and isinstance(timing.get("used"), list)
        and all(type(place) is int for place in timing["used"])
        for timing in answer
    )


def _errors(fields: Fields, answer: Any) -> bool:
    return _list_of(answer, len(fields["variants"])) and all(_error(fields, one) for one in answer)


def _predictors(fields: Fields, answer: Any) -> bool:
    networks = fields["networks"]
    return _list_of(answer, len(networks)) and all(
        isinstance(told, dict)
        and _list_of(told.get("values"), len(network["images"]))
        and _list_of(told.get("runs"), 1 + len(network["images"]))
        and all(type(runs) is int for runs in told["runs"])
        and type(told.get("predicts")) is int
        and _list_of(told.get("kinds"), len(network["images"]))
        and all(isinstance(kind, str) for kind in told["kinds"])
        for told, network in zip(answer, networks, strict=True)
    )


def _refused_images(fields: Fields, answer: Any) -> bool:
    count = len(fields["network"]["images"])
    return _list_of(answer, count) and all(_error(fields, one) for one in answer)


def _handled(fields: Fields, answer: Any) -> bool:
    return _list_of(answer, len(fields["requests"])) and all(
        isinstance(told, dict)
        and "value" in told
        and isinstance(told.get("raised"), str)
        and isinstance(told.get("given"), list)
        and all(given is None or isinstance(given, np.ndarray) for given in told["given"])
        for told in answer
    )


def _applied_in_stream(fields: Fields, answer: Any) -> bool:
    return _list_of(answer, len(fields["variants"])) and all(
        isinstance(item, dict)
        and isinstance(item.get("batches"), list)
        and all(isinstance(batch, np.ndarray) for batch in item["batches"])
        and isinstance(item.get("shape"), list)
        and all(type(size) is int for size in item["shape"])
        for item in answer
    )


def _applied_in_model(fields: Fields, answer: Any) -> bool:
    return _list_of(answer, len(fields["variants"])) and all(map(_floats, answer))


def _built_on_base(fields: Fields, answer: Any) -> bool:
    return _list_of(answer, len(fields["builds"])) and all(
        isinstance(item, dict)
        and _floats(item.get("outputs"))
        and _floats(item.get("in_training"))
        and _list_of(item.get("base"), len(fields["base"]["weights"]))
        and all(map(_floats, item["base"]))
        and isinstance(item.get("loss"), list)
        and all(isinstance(loss, float) for loss in item["loss"])
        for item in answer
    )


def _cached(fields: Fields, answer: Any) -> bool:
    asked = [sum(step["do"] == "get" for step in steps) for steps in fields["scripts"]]
    return _list_of(answer, len(asked)) and all(
        _list_of(answers, count)
        and all(
            isinstance(one, dict)
            and "value" in one
            and isinstance(one.get("dtype"), str)
            and type(one.get("computed")) is int
            and isinstance(one.get("failed"), bool)
            for one in answers
        )
        for answers, count in zip(answer, asked, strict=True)
    )


def _thawed(fields: Fields, answer: Any) -> bool:
    return _list_of(answer, len(fields["scripts"])) and all(
        isinstance(told, dict)
        and _told_value(fields, told)
        and _weights_like(fields["weights"], told.get("base"))
        for told in answer
    )


def _trained_in_phases(fields: Fields, answer: Any) -> bool:
    return _list_of(answer, len(fields["runs"])) and all(
        isinstance(told, dict)
        and _told_value(fields, told)
        and (_list_of(told.get("at_thaw"), 0) or _weights_like(run["weights"], told.get("at_thaw")))
        and _weights_like(run["weights"], told.get("at_the_end"))
        for told, run in zip(answer, fields["runs"], strict=True)
    )


def _told_value(fields: Fields, told: dict[str, Any]) -> bool:
    return _error(fields, told.get("value")) if fields["refused"] else "value" in told


def _weights_like(expected: list[np.ndarray], received: Any) -> bool:
    """Whether these are weights of the same network: whatever was learned, the shapes stay."""
    return _list_of(received, len(expected)) and all(
        _floats(got) and got.shape == weight.shape
        for got, weight in zip(received, expected, strict=True)
    )


def _tuned(fields: Fields, answer: Any) -> bool:
    return _list_of(answer, len(fields["scripts"])) and all(
        isinstance(told, dict)
        and isinstance(told.get("asked"), list)
        and all(_setting(one) for one in told["asked"])
        and isinstance(told.get("weights"), list)
        and all(map(_floats, told["weights"]))
        and _floats(told.get("outputs"))
        and _floats(told.get("in_training"))
        and isinstance(told.get("loss"), float)
        and isinstance(told.get("metrics"), dict)
        and all(isinstance(value, float) for value in told["metrics"].values())
        and isinstance(told.get("after"), list)
        and all(map(_floats, told["after"]))
        for told in answer
    )


def _setting(asked: Any) -> bool:
    numbers = ("low", "high", "step")
    return (
        isinstance(asked, dict)
        and isinstance(asked.get("name"), str)
        and isinstance(asked.get("kind"), str)
        and all(type(asked.get(each)) in (int, float, type(None)) for each in numbers)
        and isinstance(asked.get("sampling"), (str, type(None)))
        and isinstance(asked.get("values"), (list, type(None)))
    )


def _drawn(fields: Fields, answer: Any) -> bool:
    return _list_of(answer, len(fields["seeds"])) and all(
        _list_of(drawn, fields["count"]) for drawn in answer
    )


def _searched(fields: Fields, answer: Any) -> bool:
    return _list_of(answer, len(fields["scripts"])) and all(
        isinstance(told, dict)
        and "value" in told
        and isinstance(told.get("measured"), list)
        and all(type(place) is int for place in told["measured"])
        and isinstance(told.get("ended"), str)
        for told in answer
    )


def _joined(fields: Fields, answer: Any) -> bool:
    return _list_of(answer, len(fields["ensembles"])) and all(
        isinstance(told, dict)
        and _floats(told.get("outputs"))
        and _floats(told.get("later"))
        and _list_of(told.get("weights"), len(members))
        and all(isinstance(each, list) and all(map(_floats, each)) for each in told["weights"])
        and isinstance(told.get("kept"), bool)
        and _list_of(told.get("changed"), len(members))
        and all(
            _list_of(each, 2) and all(isinstance(flag, bool) for flag in each)
            for each in told["changed"]
        )
        for told, members in zip(answer, fields["ensembles"], strict=True)
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
    "time_by_script": _timings,
    "error_from_timing": _error,
    "apply_in_stream": _applied_in_stream,
    "apply_in_model": _applied_in_model,
    "build_on_base": _built_on_base,
    "cache_by_script": _cached,
    "errors_from_each": _errors,
    "ask_one_by_one": _predictors,
    "errors_from_predictor": _refused_images,
    "send_requests": _handled,
    "thaw_by_script": _thawed,
    "train_in_phases": _trained_in_phases,
    "tune_by_script": _tuned,
    "draw_from_space": _drawn,
    "search_by_script": _searched,
    "join_by_script": _joined,
    "error_from_joining": _error,
}
