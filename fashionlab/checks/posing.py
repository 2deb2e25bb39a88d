"""From checks to questions with every value drawn."""

import secrets
from collections.abc import Iterable

from fashionlab import data
from fashionlab.checks.judging import Posed
from fashionlab.checks.registry import Check


def pose(
    checks: Iterable[Check], *, seed: int | None = None, data_name: str | None = None
) -> list[Posed]:
    """Pose the questions of checks, all drawn from one seed.

    Args:
        checks: The checks.
        seed: Where the questions are drawn from; default: a new one each time.
        data_name: Data set for training; default: the best one found here.
    """
    seed = secrets.randbits(32) if seed is None else seed
    name = data_name or data.best_available()
    return [(check, check.pose(seed=seed, data=name)) for check in checks]
