"""From the frames that came back to results. Runs no learner code."""

import dataclasses
import inspect
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from fashionlab.checks.asserts import Mismatch
from fashionlab.checks.questions import Asked
from fashionlab.checks.registry import Check
from fashionlab.checks.replies import fits
from fashionlab.checks.results import Outcome, Result, clean

Posed = tuple[Check, Asked]
# How a question without an answer ended, and why.
Silence = tuple[Outcome, str]

# Index -1 is for an error while loading; an answer under it was not sent by us.
_FORGED: dict[str, Any] = {"index": -1, "error": None}
_NO_ANSWER: Silence = (Outcome.CRASHED, "The code ended before it answered.")


def judge_frames(
    posed: Sequence[Posed], frames: Iterable[Any], silence: Silence = _NO_ANSWER
) -> tuple[Result, ...]:
    """Judge what came back for the questions of one task.

    Args:
        posed: The checks with their questions, in the order they were asked.
        frames: What came back: untrusted plain data.
        silence: The outcome and message for questions without an answer.

    Returns:
        One result per check.
    """
    by_index: dict[int, dict[str, Any]] = {}
    for frame in frames:
        if isinstance(frame, dict) and type(frame.get("index")) is int:
            by_index.setdefault(frame["index"], frame)
    broken = by_index.get(-1)
    if broken is not None and "error" not in broken:
        broken = _FORGED
    results = []
    for index, (check, asked) in enumerate(posed):
        frame = broken or by_index.get(index)
        if frame is None:
            outcome, message = silence
            results.append(_result(check, outcome, message))
        else:
            results.append(_judge(check, asked, frame))
    return _each_message_once(results)


def _each_message_once(results: list[Result]) -> tuple[Result, ...]:
    """Empty a message that an earlier check of the task gave already.

    Code that stops with an error does so in every check; the learner reads
    about it once.
    """
    seen: set[str] = set()
    told = []
    for result in results:
        again = bool(result.message) and result.message in seen
        told.append(dataclasses.replace(result, message="", hint="") if again else result)
        seen.add(result.message)
    return tuple(told)


def _judge(check: Check, asked: Asked, frame: dict[str, Any]) -> Result:
    if "error" in frame:
        return _from_error(check, frame["error"])
    if "answer" not in frame or not fits(asked, frame["answer"]):
        return _result(check, Outcome.REFUSED, "The reply is not an answer to the question.")
    try:
        # Answers may hold nan and inf; comparing them is no news to a learner.
        with np.errstate(all="ignore"):
            if len(inspect.signature(check.judge).parameters) == 2:
                check.judge(frame["answer"], asked)
            else:
                check.judge(frame["answer"])
    except Mismatch as mismatch:
        return _result(check, Outcome.INCORRECT, mismatch.message, mismatch.hint)
    except Exception as error:
        # A judgement that stumbles is our mistake, not the learner's.
        told = f"The check itself failed ({type(error).__name__}: {error}). Tell your instructor."
        return _result(check, Outcome.GRADER_FAULT, told)
    return _result(check, Outcome.PASSED)


def _from_error(check: Check, error: Any) -> Result:
    if not isinstance(error, dict):
        return _result(check, Outcome.REFUSED, "The reply is not an answer to the question.")
    kind, message = str(error.get("type", "")), str(error.get("message", ""))
    if error.get("blank") is True or kind == "NotImplementedYet":
        return _result(check, Outcome.NOT_ATTEMPTED, message or "Not written yet.")
    if error.get("unusable") is True:
        return _result(check, Outcome.INCORRECT, message)
    line = str(error.get("line", "")).strip()
    where = f" in the line `{line}`" if line else ""
    told = f"The code stopped{where}. {kind}: {message}" if message else f"{kind}{where}."
    return _result(check, Outcome.CRASHED, told)


def _result(check: Check, outcome: Outcome, message: str = "", hint: str = "") -> Result:
    return Result(check.id, check.title, outcome, clean(message), clean(hint))
