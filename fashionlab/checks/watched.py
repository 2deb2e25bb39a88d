"""A network and a `predict` that are watched, to see how a solution uses them.

It runs on the learner's side, next to learner code.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from fashionlab.checks.partners import LARGEST_NOTED
from fashionlab.plain import to_plain
from fashionlab.tasks import is_blank_error

Frame = dict[str, Any]


class WatchedModel:
    """A small network that counts how often Python goes through its layers.

    A compiled network runs without Python: it is counted while it is traced,
    and not when it runs.

    Args:
        network: See `questions.ask_one_by_one`.

    Attributes:
        model: The network, a `keras.Model`.
        runs: How often Python went through the layers.
        predicts: How often `model.predict` was called.
    """

    def __init__(self, network: Frame):
        from fashionlab.quiet import import_keras

        keras = import_keras()
        watched = self

        class Watch(keras.layers.Layer):  # type: ignore[name-defined, misc]
            """Passes on what it gets, and counts."""

            def call(self, inputs: Any) -> Any:
                watched.runs += 1
                return inputs

        self.runs = 0
        inputs = keras.Input((*network["shape"], 1))
        flat = keras.layers.Flatten()(Watch()(inputs))
        dense = keras.layers.Dense(len(network["bias"]), activation="softmax")
        outputs = dense(keras.layers.Dropout(0.5)(flat))
        dense.set_weights([network["kernel"], network["bias"]])
        self.model = keras.Model(inputs, outputs)
        self.runs = self.predicts = 0
        self._predict = self.model.predict
        self.model.predict = self._counted

    def _counted(self, *args: Any, **kwargs: Any) -> Any:
        self.predicts += 1
        return self._predict(*args, **kwargs)


def ask_in_turn(
    networks: list[Frame], make: Callable[[Any], Callable[[np.ndarray], Any]]
) -> list[Frame]:
    """Make a predictor for each network, and ask all about one image after another.

    Args:
        networks: See `questions.ask_one_by_one`.
        make: Takes a model, returns the learner's predictor.

    Returns:
        As `questions.ask_one_by_one` says.
    """
    watched = [WatchedModel(network) for network in networks]
    predictors = [make(each.model) for each in watched]
    told: list[Frame] = [{"values": [], "runs": [each.runs], "kinds": []} for each in watched]
    for place in range(max(len(network["images"]) for network in networks)):
        for network, each, predictor, frame in zip(
            networks, watched, predictors, told, strict=True
        ):
            if place < len(network["images"]):
                value = predictor(network["images"][place].copy())
                frame["values"].append(to_plain(value))
                frame["kinds"].append(_kind(value))
                frame["runs"].append(each.runs)
    for each, frame in zip(watched, told, strict=True):
        frame["predicts"] = each.predicts
    return told


def send(request: Frame, handler: Callable[..., Any], ask_back: Callable[[Frame], Frame]) -> Frame:
    """Let a handler answer one request.

    Args:
        request: See `questions.send_requests`; without what `predict` does.
        handler: A solution of `serving.handle_request`.
        ask_back: Takes `{"given"}`, what `predict` was given, and gives `{"row", "fault",
            "error"}`, what it does.

    Returns:
        As `questions.send_requests` says; without `"given"`, which whoever is asked back
        has noted.
    """

    def predict(image: Any) -> np.ndarray:
        told = ask_back({"given": _noted(image)})
        if told["fault"]:
            raise ERRORS[told["error"]](told["fault"])
        row: np.ndarray = told["row"]
        return row

    body = request["body"].tobytes()
    names = list(request["names"])
    try:
        value = to_plain(handler(body, predict, names, **request["kwargs"]))
    except Exception as error:
        if is_blank_error(error, handler):
            raise
        return {"value": None, "raised": type(error).__name__}
    return {"value": value, "raised": ""}


class OddError(Exception):
    """An error that nobody knows by name."""


# What `predict` may raise, by name.
ERRORS = {kind.__name__: kind for kind in (RuntimeError, ValueError, KeyError, OSError, OddError)}


def _kind(value: Any) -> str:
    return "ndarray" if isinstance(value, np.ndarray) else type(value).__name__[:80]


def _noted(image: Any) -> np.ndarray | None:
    small = isinstance(image, np.ndarray) and image.size <= LARGEST_NOTED
    return np.array(image) if small and image.dtype.kind in "biuf" else None
