"""Checks: a question to the learner's function and a judgement of its answer.

questions.py   the vocabulary of questions, plain data
answering.py   answers a question with the learner's function (child process)
asserts.py     expect_close, expect_shape ...: what a judgement is written with
judging.py     turns answers into results (never runs learner code)
results.py     Outcome, Result, TaskResult
registry.py    the decorator that declares a check; the table of checks
local.py       check(): questions and judgements in this very process
chNN_*.py      the checks of each chapter
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fashionlab.checks.local import check

__all__ = ["check"]


def __getattr__(name: str) -> Any:
    # The child process imports this package for answering.py alone; it must
    # not bring the judgements along.
    if name == "check":
        from fashionlab.checks.local import check

        return check
    raise AttributeError(f"module 'fashionlab.checks' has no attribute {name!r}")
