"""What a check, and a task, came to. Frozen plain data; every page and table is a view of it."""

import dataclasses
import enum
import unicodedata
from typing import Any

# Long enough for any message of ours; what a learner's code says is cut.
MAX_MESSAGE_CHARACTERS = 1_000


class Outcome(str, enum.Enum):
    """How a check, or a whole task, ended."""

    PASSED = "passed"
    INCORRECT = "incorrect"
    NOT_ATTEMPTED = "not_attempted"
    CRASHED = "crashed"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    REFUSED = "refused"
    GRADER_FAULT = "grader_fault"

    def __str__(self) -> str:
        return self.value


@dataclasses.dataclass(frozen=True)
class Result:
    """The result of one check.

    Attributes:
        check_id: Task id and check name, `"models.build_ann.rows_sum_to_one"`.
        title: What the check says, one sentence.
        outcome: How it ended.
        message: What happened, what was expected, what was received; empty if passed, or if
            an earlier check of the task says the same.
        hint: A nudge towards the mistake, or empty.
    """

    check_id: str
    title: str
    outcome: Outcome
    message: str = ""
    hint: str = ""


# When checks of a task end in different ways, the first of these names the task.
_PRECEDENCE = (
    Outcome.NOT_ATTEMPTED,
    Outcome.REFUSED,
    Outcome.TIMED_OUT,
    Outcome.OUT_OF_MEMORY,
    Outcome.CRASHED,
    Outcome.INCORRECT,
    Outcome.GRADER_FAULT,
    Outcome.PASSED,
)


@dataclasses.dataclass(frozen=True)
class TaskResult:
    """The result of one task: points are earned when every check passed.

    Attributes:
        task_id: For example `"models.build_ann"`.
        outcome: How the task ended: that of its most telling check.
        max_points: What a correct solution earns.
        results: One per check; empty when the solution could not be asked.
        notes: What the learner should know besides the results.
        seconds: Wall time spent.
    """

    task_id: str
    outcome: Outcome
    max_points: int
    results: tuple[Result, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def points(self) -> int | None:
        """Points earned; None when a fault of the grader left the task unjudged."""
        if self.outcome is Outcome.GRADER_FAULT:
            return None
        return self.max_points if self.passed else 0

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return self.outcome is Outcome.PASSED

    @property
    def messages(self) -> tuple[str, ...]:
        """Messages of the checks that did not pass, each once, then the notes."""
        told = [
            f"{r.title}: {r.message}" if r.title else r.message for r in self.failures if r.message
        ]
        return tuple(dict.fromkeys([*told, *self.notes]))

    @property
    def failures(self) -> tuple[Result, ...]:
        """The results that are not passed."""
        return tuple(r for r in self.results if r.outcome is not Outcome.PASSED)


def combine(outcomes: list[Outcome]) -> Outcome:
    """Return the outcome of a task from those of its checks (at least one)."""
    return min(outcomes, key=_PRECEDENCE.index)


def clean(text: Any) -> str:
    """Make text of unknown origin fit to show: no control characters, not too long.

    Newlines stay. Everything a terminal or a page might obey is replaced.
    """
    shown = "".join(c if _is_harmless(c) else "�" for c in str(text)[:4_000])
    if len(shown) > MAX_MESSAGE_CHARACTERS:
        return shown[: MAX_MESSAGE_CHARACTERS - 2] + " …"
    return shown


def _is_harmless(character: str) -> bool:
    """Say whether a character is no control, format or separator character but a newline."""
    kind = unicodedata.category(character)
    return character == "\n" or not (kind[0] == "C" or kind in {"Zl", "Zp"})
