"""Search with KerasTuner in the calling process."""

import pathlib

from fashionlab.quiet import import_keras
from fashionlab.tuning.job import Job
from fashionlab.tuning.running import Runner


def run_keras_tuner(job: Job, folder: pathlib.Path, runner: Runner | None) -> None:
    """Run the trials that are missing.

    In the process of a chief this serves trials to the workers until all are
    done; in that of a worker the trials come from the chief. KerasTuner learns
    which it is from the environment.

    Args:
        job: What is searched.
        folder: The folder of the search.
        runner: Runs a trial; None in the chief.
    """
    import_keras()
    from keras_tuner.errors import FatalError

    from fashionlab.tuning.oracles import Tuner, make_oracle

    tuner = Tuner(make_oracle(job), job, folder, runner)
    try:
        tuner.search()
    except FatalError as fatal:
        if fatal.__cause__ is None:
            raise
        raise fatal.__cause__ from None
