"""KerasTuner's searches, made silent and safe against being killed.

Imported only once a search starts: it imports KerasTuner, and that Keras.
"""

import math
import pathlib
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import keras_tuner
import numpy as np
from keras_tuner.engine import base_tuner, trial
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from fashionlab.tuning.job import HYPERBAND_FACTOR, Job
from fashionlab.tuning.records import write_json
from fashionlab.tuning.results import OBJECTIVES
from fashionlab.tuning.running import Budget, Runner
from fashionlab.tuning.space import Choice, Int, Space, decode

PROJECT = "keras_tuner"
IDLE_SECONDS = 0.1

_DONE = ("COMPLETED", "FAILED")


@contextmanager
def _gently() -> Iterator[None]:
    """KerasTuner calls what Python deprecates; its Gaussian process complains of few points."""
    # Its matrices are small: several threads only wait for each other.
    with warnings.catch_warnings(), threadpool_limits(1):
        warnings.simplefilter("ignore")
        yield


class _Careful(keras_tuner.Oracle):  # type: ignore[misc]
    """What every oracle of ours adds: no warnings, whole files, nothing run twice."""

    trials: dict[str, Any]

    def create_trial(self, tuner_id: str) -> Any:
        with _gently():
            return super().create_trial(tuner_id)

    def update_trial(self, trial_id: str, metrics: dict[str, float], step: int = 0) -> Any:
        with _gently():
            return super().update_trial(trial_id, metrics, step=step)

    def end_trial(self, ended: Any) -> None:
        with _gently():
            super().end_trial(ended)

    def save(self) -> None:
        # In one piece: a half-written state could never be read again.
        write_json(pathlib.Path(self._get_oracle_fname()), self.get_state())

    def _save_trial(self, saved: Any) -> None:
        path = pathlib.Path(self._get_trial_dir(saved.trial_id)) / "trial.json"
        write_json(path, saved.get_state())

    def reload(self) -> None:
        """Read the state back; exactly the trials without an end are run again.

        KerasTuner notes the end of a trial only with the beginning of the next,
        and so would run a finished trial again, or drop one that was cut off.
        """
        super().reload()
        # Drawn, but killed before the state was saved: it will be drawn again, the same.
        self.trials = {i: t for i, t in self.trials.items() if i in self.start_order}
        open_ids = [i for i in self.start_order if self.trials[i].status not in _DONE]
        for trial_id in open_ids:
            values = self.trials[trial_id].hyperparameters
            self.trials[trial_id] = trial.Trial(values, trial_id=trial_id)
        self._retry_queue = open_ids[::-1]  # a stack: the last is run first


class RandomOracle(_Careful, keras_tuner.oracles.RandomSearchOracle):  # type: ignore[misc]
    """Draws every value independently (Bergstra and Bengio 2012)."""


class BayesianOracle(_Careful, keras_tuner.oracles.BayesianOptimizationOracle):  # type: ignore[misc]
    """Follows a Gaussian process fitted to the scores so far (Snoek et al. 2012)."""

    def populate_space(self, trial_id: str) -> Any:
        """Draw the values of a trial."""
        # KerasTuner does not keep this generator's state. Seeded per trial, a search
        # that was interrupted draws what it would have drawn.
        self._random_state = np.random.RandomState(self.seed + int(trial_id))
        return super().populate_space(trial_id)


class HyperbandOracle(_Careful, keras_tuner.oracles.HyperbandOracle):  # type: ignore[misc]
    """Trains many a little and goes on with the best (Li et al. 2018)."""


class Tuner(base_tuner.BaseTuner):  # type: ignore[misc]
    """Takes trials from an oracle, here or in the chief's process, and runs them.

    Args:
        oracle: One of the oracles of this module.
        job: What is searched.
        folder: The folder of the search.
        runner: Runs a trial; None in the chief, which runs none.
    """

    def __init__(self, oracle: Any, job: Job, folder: pathlib.Path, runner: Runner | None):
        super().__init__(oracle=oracle, directory=str(folder), project_name=PROJECT)
        self.job, self.runner = job, runner
        self._idle = False
        if not self._is_worker() and (folder / PROJECT / "oracle.json").exists():
            self.oracle.reload()

    def save(self) -> None:
        """Save the oracle; the tuner has no state of its own."""
        if not self._is_worker():
            self.oracle.save()

    def pre_create_trial(self) -> None:
        """Wait a moment when the last request brought no trial; others are still running."""
        if self._idle:
            time.sleep(IDLE_SECONDS)
        self._idle = True

    def run_trial(self, begun: Any) -> dict[str, float]:
        """Run a trial and return its score."""
        self._idle = False
        try:
            return {self.job.objective: self._run(begun)}
        except Exception as error:
            # Not the trial is at fault, so the search ends; KerasTuner hides other errors.
            raise keras_tuner.errors.FatalError(str(error)) from error

    def _run(self, begun: Any) -> float:
        assert self.runner is not None
        drawn = begun.hyperparameters.values
        values = decode(self.job.space, drawn)
        done = self.runner.run(number_of(begun.trial_id), values, budget=_budget(drawn))
        # KerasTuner takes "not a number" for a failed trial; an error it would print.
        return math.nan if done.score is None else done.score


def number_of(trial_id: str) -> int:
    """Return the number, from 1, of the trial that KerasTuner calls "0000"."""
    return int(trial_id) + 1


def _budget(drawn: dict[str, Any]) -> Budget | None:
    if "tuner/epochs" not in drawn:
        return None
    before = drawn.get("tuner/trial_id")
    after = number_of(before) if before else None
    return Budget(drawn["tuner/epochs"], after, drawn["tuner/initial_epoch"])


def make_oracle(job: Job) -> Any:
    """Build the oracle of a job."""
    common = {
        "objective": keras_tuner.Objective(job.objective, OBJECTIVES[job.objective]),
        "hyperparameters": _hyperparameters(job.space),
        "allow_new_entries": False,
        "tune_new_entries": False,
        "seed": job.seed + 1,  # KerasTuner takes 0 for "no seed"
        "max_consecutive_failed_trials": job.trials + 1,  # a failed trial is not the end
    }
    if job.method == "hyperband":
        # Bracket after bracket, until there were enough trials.
        oracle = HyperbandOracle(
            max_epochs=job.epochs, factor=HYPERBAND_FACTOR, hyperband_iterations=None, **common
        )
        oracle.max_trials = job.trials
    else:
        kind = {"random": RandomOracle, "bayesian": BayesianOracle}[job.method]
        oracle = kind(max_trials=job.trials, **common)
    oracle.verbose = 0
    return oracle


def _hyperparameters(space: Space) -> Any:
    described = keras_tuner.HyperParameters()
    for name, parameter in space.items():
        if isinstance(parameter, Choice):
            described.Choice(name, list(parameter.labels))
            continue
        limits: dict[str, Any] = {"min_value": parameter.low, "max_value": parameter.high}
        limits["sampling"] = "log" if parameter.log else "linear"
        if isinstance(parameter, Int):
            described.Int(name, step=None if parameter.log else parameter.step, **limits)
        else:
            described.Float(name, **limits)
    return described
