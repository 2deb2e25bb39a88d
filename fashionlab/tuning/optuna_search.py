"""Search with Optuna's tree-structured Parzen estimator (Bergstra et al. 2011)."""

import contextlib
import pathlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from fashionlab.tuning.job import Job
from fashionlab.tuning.results import FINISHED, OBJECTIVES, PRUNED
from fashionlab.tuning.running import Report, Runner
from fashionlab.tuning.space import Choice, Int, Space, decode

if TYPE_CHECKING:
    import optuna

JOURNAL = "optuna.journal"


def run_optuna(job: Job, folder: pathlib.Path, runner: Runner) -> None:
    """Run the trials that are missing.

    Args:
        job: What is searched.
        folder: The folder of the search; nobody else writes to it.
        runner: Runs a trial.
    """
    import optuna

    with _quiet_optuna():
        study = _open_study(job, folder)
        limits = _distributions(job.space)
        for cut_off in study.get_trials(deepcopy=False, states=(optuna.trial.TrialState.RUNNING,)):
            if cut_off.params.keys() == limits.keys():
                _run(job, study, runner, cut_off.number, cut_off.params, None)
            else:  # killed while its values were drawn
                study.tell(cut_off.number, state=optuna.trial.TrialState.FAIL)
        while _drawn(study, limits) < job.trials:
            # Seeded per trial, a search that was interrupted draws what it would have drawn.
            seed = job.seed + 1000 * _drawn(study, limits)
            study.sampler = optuna.samplers.TPESampler(seed=seed)
            asked = study.ask(limits)
            report = _report_to(asked) if job.prune else None
            _run(job, study, runner, asked.number, asked.params, report)


def _drawn(study: "optuna.Study", limits: dict[str, Any]) -> int:
    trials = study.get_trials(deepcopy=False)
    return sum(trial.params.keys() == limits.keys() for trial in trials)


def _run(
    job: Job,
    study: "optuna.Study",
    runner: Runner,
    number: int,
    drawn: dict[str, Any],
    report: Report | None,
) -> None:
    from optuna.trial import TrialState

    done = runner.run(number + 1, decode(job.space, drawn), report=report)
    if done.state == FINISHED:
        study.tell(number, done.score)
    else:  # of a pruned one Optuna knows the score of every epoch
        study.tell(number, state=TrialState.PRUNED if done.state == PRUNED else TrialState.FAIL)


def _report_to(trial: "optuna.Trial") -> Report:
    def report(epoch: int, score: float) -> bool:
        trial.report(score, epoch)
        return bool(trial.should_prune())

    return report


def _open_study(job: Job, folder: pathlib.Path) -> "optuna.Study":
    import optuna
    from optuna.storages import journal

    path = folder / JOURNAL
    _mend(path)
    # Symbolic links, Optuna's default lock, need rights that Windows does not give.
    backend = journal.JournalFileBackend(str(path), journal.JournalFileOpenLock(str(path)))
    return optuna.create_study(
        storage=optuna.storages.JournalStorage(backend),
        study_name="search",
        direction="maximize" if OBJECTIVES[job.objective] == "max" else "minimize",
        pruner=optuna.pruners.MedianPruner() if job.prune else optuna.pruners.NopPruner(),
        load_if_exists=True,
    )


def _mend(path: pathlib.Path) -> None:
    """Remove what a killed process left: its lock, and a last line cut short."""
    path.with_name(f"{path.name}.lock").unlink(missing_ok=True)
    if path.exists():
        content = path.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        if len(whole) < len(content):
            path.write_bytes(whole)


def _distributions(space: Space) -> dict[str, Any]:
    from optuna import distributions as kinds

    limits: dict[str, Any] = {}
    for name, parameter in space.items():
        if isinstance(parameter, Choice):
            limits[name] = kinds.CategoricalDistribution(parameter.labels)
        elif isinstance(parameter, Int):
            limits[name] = kinds.IntDistribution(
                parameter.low, parameter.high, log=parameter.log, step=parameter.step
            )
        else:
            limits[name] = kinds.FloatDistribution(parameter.low, parameter.high, log=parameter.log)
    return limits


@contextlib.contextmanager
def _quiet_optuna() -> Iterator[None]:
    """Optuna announces every trial on standard error."""
    import optuna

    before = optuna.logging.get_verbosity()
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    try:
        yield
    finally:
        optuna.logging.set_verbosity(before)
