"""What happens around every epoch: measure, keep, save, report."""

import math
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from fashionlab.errors import TrainingDiverged
from fashionlab.quiet import import_keras
from fashionlab.training.recipe import Recipe
from fashionlab.training.resume import Folder
from fashionlab.training.state import State

if TYPE_CHECKING:
    import keras

Logs = Mapping[str, float] | None
OnEpoch = Callable[[int, int, dict[str, float]], object]


class Keeper:
    """Keeps the best weights and the state of a training run up to date.

    Args:
        model: The compiled model.
        recipe: The settings.
        state: Where the run stands; brought up to date in place.
        folder: Where to save it after every epoch, or None.
        watchers: Keras callbacks that count epochs; told of the epochs that
            were done before, so that they count as if never interrupted.
        on_epoch: Told epoch, epochs and metrics after every epoch.
    """

    def __init__(
        self,
        model: "keras.Model",
        recipe: Recipe,
        state: State,
        *,
        folder: Folder | None,
        watchers: list[Any],
        on_epoch: OnEpoch | None,
    ) -> None:
        self.state = state
        self._model = model
        self._recipe = recipe
        self._folder = folder
        self._watchers = watchers
        self._on_epoch = on_epoch
        self._raw: list[np.ndarray] | None = None
        self._kept_epoch = state.epochs_done  # for the message when the loss diverges
        if not state.kept:
            state.kept = model.get_weights()
        # Time spent before counts on.
        self._started = time.perf_counter() - state.seconds
        self._started_cpu = time.process_time() - state.cpu_seconds

    def callback(self) -> Any:
        """Return this as a Keras callback. It has to come after the watchers."""
        return import_keras().callbacks.LambdaCallback(
            on_train_begin=self._begin,
            on_train_batch_end=self._check_batch,
            on_test_begin=lambda logs=None: self._average(),
            on_epoch_end=self._end_epoch,
        )

    def _begin(self, logs: Logs = None) -> None:
        """Bring watchers, model and optimizer to where the run stands."""
        for epoch in range(self.state.epochs_done):
            logs = {name: values[epoch] for name, values in self.state.history.items()}
            for watcher in self._watchers:
                watcher.on_epoch_end(epoch, dict(logs))
        # After the watchers: one of them lowers the learning rate again while it is told.
        if self.state.model:
            _assign(self._model.variables, self.state.model)
            _assign(self._model.optimizer.variables, self.state.optimizer)

    def _check_batch(self, batch: int, logs: Logs = None) -> None:
        self._check(dict(logs or {}), ("loss",))

    def _end_epoch(self, epoch: int, logs: Logs = None) -> None:
        logs = {name: float(value) for name, value in (logs or {}).items()}
        self._check(logs, ("loss", "val_loss"))
        if self._recipe.schedule != "constant":
            logs.setdefault("learning_rate", float(self._model.optimizer.learning_rate))
        self._average()
        if self._improved(logs):
            self.state.kept = self._model.get_weights()
            if self._folder:
                self.state.best_sha256 = self._folder.save_best(self._model)
            if "val_loss" in logs:
                self.state.best_epoch = epoch + 1
        self._unaverage()
        self._count(epoch, logs)
        if self._folder:
            self._save()
        if self._on_epoch:
            self._on_epoch(epoch + 1, self._recipe.epochs, dict(logs))

    def _improved(self, logs: Mapping[str, float]) -> bool:
        before = self.state.history.get("val_loss")
        return "val_loss" not in logs or not before or logs["val_loss"] < min(before)

    def _count(self, epoch: int, logs: Mapping[str, float]) -> None:
        for name, value in logs.items():
            self.state.history.setdefault(name, []).append(value)
        self.state.epochs_done = epoch + 1
        self.state.finished = self._model.stop_training or epoch + 1 >= self._recipe.epochs
        self.state.seconds = time.perf_counter() - self._started
        self.state.cpu_seconds = time.process_time() - self._started_cpu

    def _save(self) -> None:
        assert self._folder
        # A finished run needs only what it leaves behind.
        unfinished = not self.state.finished
        self.state.model = _values(self._model.variables) if unfinished else []
        self.state.optimizer = _values(self._model.optimizer.variables) if unfinished else []
        self._folder.save(self.state)

    def _average(self) -> None:
        """Put the averaged weights in the place of the last ones."""
        if self._recipe.ema_momentum is not None and self._raw is None:
            trained = self._model.trainable_variables
            self._raw = _values(trained)
            self._model.optimizer.finalize_variable_values(trained)
            # As copies: on JAX the next step would take the averages' own memory away.
            _assign(trained, _values(trained))

    def _unaverage(self) -> None:
        if self._raw is not None:
            _assign(self._model.trainable_variables, self._raw)
            self._raw = None

    def _check(self, logs: Mapping[str, float], names: tuple[str, ...]) -> None:
        for name in names:
            value = float(logs.get(name, 0.0))
            if not math.isfinite(value):
                raise TrainingDiverged(self._explain(name, value))

    def _explain(self, name: str, value: float) -> str:
        done = self.state.epochs_done
        best = self.state.best_epoch or done
        kept = f"those after epoch {best}" if done else "those it started with"
        mixed = (
            ' Or use "mixed_bfloat16", whose numbers reach further.'
            if self._recipe.dtype_policy == "mixed_float16"
            else ""
        )
        return (
            f"The {name} became {value} in epoch {done + 1} of {self._recipe.epochs}; training "
            f"stopped. The model's weights are {kept}. Expected finite numbers: look for NaN or "
            "unscaled values among the inputs; else the learning rate "
            f"({self._recipe.learning_rate:g}) is too high: try a tenth of it.{mixed}"
        )


def _values(variables: list[Any]) -> list[np.ndarray]:
    return [np.array(variable.numpy()) for variable in variables]


def _assign(variables: list[Any], values: list[np.ndarray]) -> None:
    for variable, value in zip(variables, values, strict=True):
        variable.assign(value)
