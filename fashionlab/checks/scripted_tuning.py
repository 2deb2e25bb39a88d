"""A tuner whose answers whoever asks has laid down, to see what a network does with them.

It runs on the learner's side, next to learner code.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from fashionlab.plain import to_plain

Frame = dict[str, Any]


class ScriptedHyperParameters:
    """Answers as `keras_tuner.HyperParameters` does, by a script, and notes what is asked.

    Args:
        ask_back: Takes `{"asked"}`, a dict with `"name"`, `"kind"`, `"low"`, `"high"`,
            `"step"`, `"sampling"` and `"values"`, None where there is none, and gives
            `{"value"}`; or `{}` for a setting that gets its default. It is called once for
            each name.

    Attributes:
        values: Name to what was answered.
    """

    def __init__(self, ask_back: Callable[[Frame], Frame]):
        self.values: Frame = {}
        self._ask_back = ask_back

    def Int(  # noqa: N802
        self,
        name: str,
        min_value: int,
        max_value: int,
        step: int | None = None,
        sampling: str | None = "linear",
        default: Any = None,
        **kwargs: Any,
    ) -> Any:
        """Ask for a whole number."""
        limits = {"low": int(min_value), "high": int(max_value), "step": step or 1}
        return self._answer(name, "Int", min_value, default, sampling=sampling, **limits)

    def Float(  # noqa: N802
        self,
        name: str,
        min_value: float,
        max_value: float,
        step: float | None = None,
        sampling: str | None = "linear",
        default: Any = None,
        **kwargs: Any,
    ) -> Any:
        """Ask for a number."""
        limits = {"low": float(min_value), "high": float(max_value), "step": step}
        return self._answer(name, "Float", min_value, default, sampling=sampling, **limits)

    def Choice(  # noqa: N802
        self, name: str, values: Any, ordered: Any = None, default: Any = None, **kwargs: Any
    ) -> Any:
        """Ask for one of several values."""
        values = list(values)
        return self._answer(name, "Choice", values[0], default, values=values)

    def Boolean(self, name: str, default: bool = False, **kwargs: Any) -> Any:  # noqa: N802
        """Ask for yes or no."""
        return self._answer(name, "Boolean", default, default, values=[False, True])

    def Fixed(self, name: str, value: Any, **kwargs: Any) -> Any:  # noqa: N802
        """Note a value that is not searched."""
        return self._answer(name, "Fixed", value, value, values=[value])

    def get(self, name: str) -> Any:
        """Return what was answered before."""
        return self.values[name]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def _answer(self, name: str, kind: str, first: Any, default: Any, **limits: Any) -> Any:
        if limits.get("sampling", "linear") not in (None, "linear", "log", "reverse_log"):
            raise ValueError(
                'Expected sampling to be "linear", "log" or "reverse_log". '
                f"Received: sampling={limits['sampling']!r}."
            )
        if name not in self.values:
            known = {"low": None, "high": None, "step": None, "sampling": None, "values": None}
            asked = to_plain({"name": name, "kind": kind, **known, **limits})
            told = self._ask_back({"asked": asked})
            self.values[name] = told.get("value", first if default is None else default)
        return self.values[name]


def watch_tuned(
    build: Callable[..., Any],
    script: Frame,
    images: np.ndarray,
    labels: np.ndarray,
    ask_back: Callable[[Frame], Frame],
) -> Frame:
    """Let a solution build a network by a script, apply it, and take one step of training.

    Args:
        build: Takes an `hp` and returns a compiled model.
        script: `"kwargs"`; `"does"`, "ask", "say" or "train".
        images: float32, what the network is applied to.
        labels: Their classes, for training.
        ask_back: As for `ScriptedHyperParameters`.

    Returns:
        As `questions.tune_by_script` says, for one script; without `"asked"`, which
        whoever is asked back has noted.
    """
    hp = ScriptedHyperParameters(ask_back)
    model = build(hp, **script["kwargs"])
    nothing = np.zeros((0, 0), np.float32)
    told: Frame = {"loss": 0.0, "metrics": {}, "after": []}
    if script["does"] == "ask":
        return {**told, "weights": [], "outputs": nothing, "in_training": nothing}
    told["outputs"], told["in_training"] = (
        apply(model, images, **mode) for mode in ({}, {"training": True})
    )
    before = [np.asarray(weight, np.float32) for weight in model.trainable_weights]
    told["weights"] = before
    if script["does"] == "say":
        return told
    model.run_eagerly = True  # compiling would take longer than a hundred steps
    logs = model.train_on_batch(images, labels, return_dict=True)
    metrics = {
        str(name): float(value)
        for name, value in logs.items()
        if name != "loss" and np.ndim(value) == 0
    }
    after = [np.asarray(weight, np.float32) for weight in model.trainable_weights]
    return {**told, "loss": float(logs["loss"]), "metrics": metrics, "after": after}


def apply(model: Any, images: np.ndarray, **kwargs: Any) -> np.ndarray:
    """Return what a model says about images, as float32."""
    import keras

    return np.asarray(keras.ops.convert_to_numpy(model(images, **kwargs)), np.float32)
