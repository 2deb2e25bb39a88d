"""A record as the plain text that stands below a check cell."""

from fashionlab.checks.results import Outcome
from fashionlab.grading.feedback import in_words, other_messages
from fashionlab.grading.records import Record

NO_CHECK = (
    "fashionlab has no check for this cell, and learners' code does not run here. Grade it by hand."
)
_MARKS = {Outcome.PASSED: "✓", Outcome.NOT_ATTEMPTED: "○"}


def told(record: Record) -> str:
    """Write down what a learner is told about one task. Hidden inputs are not part of it."""
    points = "open" if record.points is None else record.points
    lines = [
        f"{_mark(record.outcome)} {record.task}: {in_words(record.outcome)}. "
        f"Points: {points} of {record.max_points}."
    ]
    for check in record.checks:
        if not check.title:
            continue
        lines.append(f"  {_mark(check.outcome)} {check.title}")
        lines += [f"      {line}" for line in check.message.splitlines()]
        lines += [f"      Hint: {check.hint}"] if check.hint else []
    for message in other_messages(record):
        # Its further lines too: one at the margin would look like the first line of a verdict.
        lines += [f"  ! {message}".replace("\n", "\n    ")]
    return "\n".join(lines)


def _mark(outcome: str) -> str:
    return _MARKS.get(Outcome(outcome), "✗")
