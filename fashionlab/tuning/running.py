"""Run one trial: build, train, score. What goes wrong in it is its own failure."""

import dataclasses
import math
import pathlib
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fashionlab import training
from fashionlab.errors import CacheNotWritable, NotImplementedYet
from fashionlab.files import replace_atomically
from fashionlab.quiet import import_keras
from fashionlab.training.inputs import Examples
from fashionlab.training.precision import precision
from fashionlab.tuning.job import Builder, Job, recipe_fields
from fashionlab.tuning.records import Records
from fashionlab.tuning.results import FAILED, FINISHED, OBJECTIVES, PRUNED, Trial
from fashionlab.tuning.space import Value

if TYPE_CHECKING:
    import keras

Report = Callable[[int, float], bool]
"""Takes the epoch, from 1, and its score; says whether to stop the trial."""


@dataclasses.dataclass(frozen=True)
class Budget:
    """How long Hyperband trains a trial, from where.

    Attributes:
        epochs: Epochs in all, those before included.
        after: Number of the trial whose weights it goes on from, or None.
        epochs_before: Epochs that trial had.
    """

    epochs: int
    after: int | None = None
    epochs_before: int = 0


class _Hopeless(Exception):
    """Ends the training of a trial that is pruned."""


class Runner:
    """Runs the trials of a job and keeps each in the folder.

    Args:
        job: What is searched.
        build: The builder.
        train: What to learn from.
        validation: What to score on.
        folder: The folder of the search.
        worker: Name of this process; empty for the calling one.
        on_trial: Called with each trial that this process ran.
    """

    def __init__(
        self,
        job: Job,
        build: Builder,
        train: Examples,
        validation: Examples,
        folder: pathlib.Path,
        *,
        worker: str = "",
        on_trial: Callable[[Trial], None] | None = None,
    ):
        self.job, self.build, self.worker, self.on_trial = job, build, worker, on_trial
        self.train, self.validation, self.folder = train, validation, folder
        self.records = Records(folder)
        self.weights = folder / "weights"

    def run(
        self,
        number: int,
        values: dict[str, Value],
        *,
        budget: Budget | None = None,
        report: Report | None = None,
    ) -> Trial:
        """Run a trial, or return it from the folder when it was run before.

        Args:
            number: Its place in the order of the search, from 1.
            values: One value per setting of the space.
            budget: Hyperband's; default: the job's epochs, from the beginning.
            report: Asked after every epoch whether to stop.

        Returns:
            The trial: finished, failed or pruned.

        Raises:
            NotImplementedYet: If the builder is an exercise that is not filled.
        """
        known = self.records.read(number)
        # Killed between keeping the trial and telling the tuner: tell it now.
        if known is not None and known.values == values:
            return known
        trial = None if budget else self._same_as_before(number, values)
        if trial is None:
            trial = self._train(number, values, budget, report)
        self.records.write(trial)
        if self.on_trial is not None:
            self.on_trial(trial)
        return trial

    def _same_as_before(self, number: int, values: dict[str, Value]) -> Trial | None:
        """Take over a score: with the same seed the same values train to the same model."""
        for trial in self.records.all():
            if trial.values == values and trial.state == FINISHED:
                same = f"the values of trial {trial.number}, not trained again"
                return dataclasses.replace(
                    trial, number=number, seconds=0.0, reason=same, worker=self.worker
                )
        return None

    def _train(
        self, number: int, values: dict[str, Value], budget: Budget | None, report: Report | None
    ) -> Trial:
        started = time.perf_counter()
        watch = _Watch(self.job.objective, report)
        state, reason, earlier = FINISHED, "", 0
        try:
            model, earlier = self._model(values, budget)
            self._fit(model, values, (budget or self.job).epochs - earlier, watch)
            if watch.best is None or not math.isfinite(watch.best):
                state, reason = FAILED, f"{self.job.objective} is {watch.best}, not a number"
            elif budget:
                self.weights.mkdir(exist_ok=True)
                replace_atomically(self._weights_of(number), model.save_weights)
        except _Hopeless:
            state, reason = PRUNED, f"stopped after epoch {watch.epochs}: worse than most before"
        except (NotImplementedYet, CacheNotWritable):  # no trial will ever work
            raise
        except Exception as error:  # whatever a builder or a training may raise
            state, reason = FAILED, _in_one_line(error)
        _free_memory()
        score = None if state == FAILED else watch.best
        seconds = round(time.perf_counter() - started, 3)
        epochs = earlier + watch.epochs
        return Trial(number, values, score, epochs, seconds, state, reason, self.worker)

    def _model(self, values: dict[str, Value], budget: Budget | None) -> tuple["keras.Model", int]:
        """Build the model; return it with the epochs that its weights have seen."""
        keras = import_keras()
        keras.utils.set_random_seed(self.job.seed)  # the same first weights in every trial
        arguments, settings = self._divide(values)
        with precision(settings.get("dtype_policy", "float32")):
            model = self.build(**arguments)
        if budget is None or budget.after is None:
            return model, 0
        try:
            model.load_weights(self._weights_of(budget.after))
        except (OSError, ValueError, KeyError):  # lost or damaged: from the beginning, then
            return self._model(values, None)
        return model, budget.epochs_before

    def _fit(
        self, model: "keras.Model", values: dict[str, Value], epochs: int, watch: "_Watch"
    ) -> None:
        _, settings = self._divide(values)
        settings["epochs"] = epochs
        training.fit(
            model, self.train, self.validation, seed=self.job.seed, on_epoch=watch, **settings
        )

    def _divide(self, values: dict[str, Value]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Tell the arguments of the builder from the settings of the training."""
        fields = recipe_fields()
        arguments, settings = dict(self.job.arguments), dict(self.job.settings)
        for name, value in values.items():
            (settings if name in fields else arguments)[name] = value
        return arguments, settings

    def _weights_of(self, number: int) -> pathlib.Path:
        return self.weights / f"{number:04d}.weights.h5"


class _Watch:
    """Follows a training: its epochs and its best score."""

    def __init__(self, objective: str, report: Report | None):
        self.objective, self.report = objective, report
        self.epochs = 0
        self.best: float | None = None

    def __call__(self, epoch: int, epochs: int, logs: dict[str, float]) -> None:
        score = float(logs[self.objective])
        self.epochs += 1
        better = max if OBJECTIVES[self.objective] == "max" else min
        if self.best is None or math.isnan(self.best):
            self.best = score
        elif not math.isnan(score):
            self.best = better(self.best, score)
        if self.report is not None and self.report(self.epochs, score):
            raise _Hopeless


def _in_one_line(error: Exception) -> str:
    lines = str(error).strip().splitlines() or [""]
    return f"{type(error).__name__}: {lines[0]:.300}"


def _free_memory() -> None:
    """Let go of the trial's model: a hundred trials must not need the memory of a hundred."""
    import_keras().utils.clear_session()
