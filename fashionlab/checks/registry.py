"""The checks of every task."""

import dataclasses
import importlib
import inspect
import pkgutil
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np

from fashionlab.checks.questions import Asked, Question, Setting
from fashionlab.tasks import get_task

# Takes what came back and, if it has a second parameter, what was asked.
Judgement = Callable[..., None]


# Kinds of questions that build or train networks, however small.
_SLOW = (
    *("build_on_base", "join_by_script", "thaw_by_script"),
    *("train_by_script", "train_in_phases", "tune_by_script"),
)


@dataclasses.dataclass(frozen=True)
class Check:
    """A question and the judgement of its answer.

    Attributes:
        id: Task id and name, `"models.build_ann.rows_sum_to_one"`.
        task_id: The task it belongs to.
        title: The judgement's docstring: what is true of a correct solution.
        ask: The question.
        judge: Raises `Mismatch` when the answer is not right.
    """

    id: str
    task_id: str
    title: str
    ask: Question
    judge: Judgement

    def pose(self, *, seed: int, data: str) -> Asked:
        """Draw the question's values from a seed; the same seed gives the same question."""
        rng = np.random.default_rng([seed, zlib.crc32(self.id.encode())])
        return self.ask.pose(Setting(rng, data))

    @property
    def trains(self) -> bool:
        """Whether the learner's side trains a network to answer."""
        return self.ask.kind == "train_then_predict"

    @property
    def takes_seconds(self) -> bool:
        """Whether an answer takes seconds on a busy machine: training, or the mere look of it."""
        return self.trains or self.ask.kind in _SLOW


_checks: dict[str, dict[str, Check]] = {}


def check(task: Any, *, ask: Question) -> Callable[[Judgement], Judgement]:
    """Declare a check.

    The decorated function judges the answer: it takes the answer, and the
    posed question as a second parameter where it needs it.

    Args:
        task: The stub.
        ask: The question.
    """
    task_id = get_task(task).id

    def declare(judge: Judgement) -> Judgement:
        title = (inspect.getdoc(judge) or "").split("\n")[0]
        declared = Check(f"{task_id}.{judge.__name__}", task_id, title, ask, judge)
        _checks.setdefault(task_id, {})[declared.id] = declared
        return judge

    return declare


def checks_of(task: Any) -> tuple[Check, ...]:
    """Return the checks of a task, in the order they are written."""
    _import_chapters()
    return tuple(_checks.get(get_task(task).id, {}).values())


def _import_chapters() -> None:
    package = importlib.import_module("fashionlab.checks")
    for module in pkgutil.iter_modules(package.__path__):
        if module.name.startswith("ch"):
            importlib.import_module(f"fashionlab.checks.{module.name}")
