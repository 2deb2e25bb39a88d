"""The questions of an assignment, drawn once and asked of everyone alike."""

import dataclasses
import hashlib
import os
import secrets

from fashionlab import data
from fashionlab.checks import thresholds
from fashionlab.checks.judging import Posed
from fashionlab.checks.posing import pose
from fashionlab.checks.registry import checks_of
from fashionlab.errors import UnknownDataset
from fashionlab.tasks import Task, tasks_of

SEED_VARIABLE = "FASHIONLAB_GRADING_SEED"


@dataclasses.dataclass(frozen=True)
class Examination:
    """The questions of an assignment, drawn once and asked of everyone alike.

    Attributes:
        assignment: Chapter id.
        seed: The private seed they were drawn from.
        data: Data set for training checks.
        questions: Task to its checks with their posed questions.
    """

    assignment: str
    seed: int
    data: str
    questions: dict[Task, list[Posed]]


def examine(
    assignment: str, *, seed: int | None = None, data_name: str | None = None
) -> Examination:
    """Draw the questions of an assignment.

    Args:
        assignment: Chapter id.
        seed: Default: one derived from `FASHIONLAB_GRADING_SEED`, else a new secret one.
        data_name: Default: Fashion-MNIST where it is found, else synthetic.

    Raises:
        UnknownDataset: If the checks have no thresholds for the data set.
        DataError: If it cannot be loaded.
    """
    seed = grading_seed() if seed is None else seed
    name = data_name or data.best_available()
    if name not in thresholds.datasets():
        raise UnknownDataset(
            f"Expected a data set that the checks have thresholds for: "
            f"{' or '.join(thresholds.datasets())}. Received: {name!r}."
        )
    questions = {
        task: pose(checks_of(task), seed=seed, data_name=name) for task in tasks_of(assignment)
    }
    return Examination(assignment, seed, name, questions)


def grading_seed() -> int:
    """Return the private seed: derived from `FASHIONLAB_GRADING_SEED`, else a new secret one."""
    given = os.environ.get(SEED_VARIABLE, "")
    if not given:
        return secrets.randbits(63)
    # A submission sees questions drawn from the seed and could try out short texts. Each try
    # costs it a tenth of a second and 32 MB (Percival 2009, "Stronger key derivation").
    derived = hashlib.scrypt(
        given.encode(), salt=b"fashionlab", n=2**15, r=8, p=1, maxmem=2**26, dklen=8
    )
    return int.from_bytes(derived, "big") >> 1
