"""`search`: find good settings."""

import pathlib
from collections.abc import Callable, Mapping
from typing import Any

from fashionlab.errors import InvalidArgument
from fashionlab.training.inputs import Examples, check_examples
from fashionlab.tuning.job import (
    Builder,
    Job,
    check_names,
    find_builder,
    fingerprint,
    name_of,
)
from fashionlab.tuning.records import Records, claim_folder, only_one
from fashionlab.tuning.results import Search, Trial
from fashionlab.tuning.running import Runner
from fashionlab.tuning.space import Space


def search(
    build: Builder | str,
    train: Examples,
    validation: Examples,
    *,
    method: str = "random",
    space: Space,
    trials: int,
    epochs: int,
    folder: str | pathlib.Path,
    seed: int = 0,
    workers: int = 1,
    objective: str = "val_accuracy",
    arguments: Mapping[str, Any] | None = None,
    prune: bool = False,
    fill: str | pathlib.Path | None = None,
    on_trial: Callable[[Trial], None] | None = None,
    **settings: Any,
) -> Search:
    """Train a model with each of many sets of values and rank them.

    Every trial is kept in `folder` as soon as it is done. Interrupted, even by
    kill -9, and called again, the search goes on: at most the trial that was
    running is repeated. Called again with a larger `trials` it is extended.

    A trial whose model cannot be built, or whose loss is no longer a number, is
    a failed trial with its reason; the search goes on.

    Args:
        build: The builder: called with `arguments` and the searched values that
            are no fields of `training.Recipe`, as keyword arguments. Or its name
            in the catalogue of models, or `"module:function"`.
        train: What to learn from: a `data.Split`, or a pair of arrays: inputs as
            the model takes them, shape (n, ...), such as cached features, and
            integer labels, shape (n,).
        validation: What to score on, of the same kind.
        method: "random", "bayesian" (Gaussian process) or "hyperband", all three
            KerasTuner's, or "optuna" (tree-structured Parzen estimator).
        space: Name of a setting to `Choice`, `Int` or `Float`. The names are
            arguments of the builder (`dropout_rate`) or fields of
            `training.Recipe` (`learning_rate`).
        trials: How many sets of values, at most; fewer if a small space is used up.
        epochs: Epochs of a trial; for Hyperband of the longest.
        folder: Where the search is kept: a new folder, or that of an earlier call.
        seed: Decides the values drawn and, the same for all, the trainings.
        workers: 1 runs the trials here. More start a KerasTuner chief and so many
            workers as processes of this machine; what Bayesian search and Hyperband
            then draw depends on which trial ends first.
        objective: "val_accuracy" or "val_loss"; the best epoch counts.
        arguments: Fixed arguments of the builder, for example
            `{"input_shape": (32, 32, 3), "num_classes": 100}`.
        prune: Whether Optuna stops trials that are worse than the median so far.
        fill: With several workers: where each takes the learner's functions from, a
            file or folder as for `fill_from`.
        on_trial: Called with each trial when it is done, not with those of an
            earlier call.
        **settings: Fixed fields of `training.Recipe`, such as `batch_size=128`.

    Returns:
        The trials of this call and of earlier ones.

    Raises:
        InvalidArgument: If a setting is unknown or out of range, if the folder
            holds another search or one that is running, or if every trial failed.
        NotImplementedYet: If the builder is an exercise that is not filled.
    """
    check_examples("train", train)
    check_examples("validation", validation)
    builder = find_builder(build) if isinstance(build, str) else build
    job = Job(
        build=name_of(build),
        method=method,
        space=dict(space),
        trials=trials,
        epochs=epochs,
        objective=objective,
        seed=seed,
        arguments=dict(arguments or {}),
        settings=settings,
        prune=prune,
        data=fingerprint(train, validation),
    )
    check_names(builder, job)
    if type(workers) is not int or workers < 1:
        raise InvalidArgument(f"Expected workers to be an int of 1 or more. Received: {workers!r}.")
    folder = pathlib.Path(folder).absolute()
    with only_one(folder):
        claim_folder(folder, job.as_dict())
        if len(Records(folder).all()) >= trials:
            pass  # an earlier call did them all
        elif workers > 1:
            from fashionlab.tuning.workers import run_workers

            run_workers(job, train, validation, folder, workers, fill=fill, on_trial=on_trial)
        else:
            runner = Runner(job, builder, train, validation, folder, on_trial=on_trial)
            _run_here(job, folder, runner)
        done = Search(Records(folder).all(), method, objective)
    _ = done.best  # raises if every trial failed
    return done


def _run_here(job: Job, folder: pathlib.Path, runner: Runner) -> None:
    if job.method == "optuna":
        from fashionlab.tuning.optuna_search import run_optuna

        run_optuna(job, folder, runner)
    else:
        from fashionlab.tuning.keras_tuner_search import run_keras_tuner

        run_keras_tuner(job, folder, runner)
