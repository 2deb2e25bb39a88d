"""Known mistakes, recognised by how a wrong solution fails and what it answers.

Every mutant of the course, a wrong solution that shows one mistake, was asked
the same public questions. What it failed and what it answered are its symptoms.
A learner's solution that fails is asked them too; with the same symptoms it
gets the mutant's hint. A hint is help, never a mark.
"""

import dataclasses
import functools
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from typing import Any

from fashionlab.checks.judging import Posed, judge_frames
from fashionlab.checks.posing import pose
from fashionlab.checks.registry import checks_of
from fashionlab.checks.results import Outcome, Result
from fashionlab.checks.sketches import Sketch, sketch
from fashionlab.tasks import Task

FILE = "misconceptions.json"
# The public questions: drawn from this seed, on the data that is there everywhere.
SEED, DATA = 0, "synthetic_fashion"
_WRONG = (Outcome.INCORRECT, Outcome.CRASHED)
# Of the failed checks, how many must show the same; one that only says the same counts half.
_ENOUGH, _ONLY_SAYS = 0.5, 0.5


@dataclasses.dataclass(frozen=True)
class Symptom:
    """How one check failed.

    Attributes:
        says: The outcome and the message without values.
        sketch: Of the answer; None if there was none, or chance plays a part in it.
    """

    says: str
    sketch: Sketch | None


Symptoms = Mapping[str, Symptom]
"""Check id to how it failed."""


@dataclasses.dataclass(frozen=True)
class Misconception:
    """One known mistake.

    Attributes:
        name: Name of the mutant that shows it.
        mistake: What it is, in one sentence.
        hint: What helps someone who makes it.
        symptoms: How the mutant fails.
    """

    name: str
    mistake: str
    hint: str
    symptoms: Symptoms


def public_questions(task: Task) -> list[Posed]:
    """Return the questions by which mistakes are recognised: all that need no training."""
    quick = [check for check in checks_of(task) if not check.trains]
    return pose(quick, seed=SEED, data_name=DATA)


def symptoms(
    posed: Sequence[Posed], frames: Iterable[Any], results: Sequence[Result] = ()
) -> dict[str, Symptom]:
    """Return how a solution fails.

    Args:
        posed: The public questions of its task.
        frames: What it answered: untrusted plain data.
        results: The results of all checks, with training. They count where the
            public questions find nothing wrong.
    """
    frames = list(frames)
    answers = {
        frame["index"]: frame["answer"]
        for frame in reversed(frames)
        if isinstance(frame, dict) and type(frame.get("index")) is int and "answer" in frame
    }
    found = {}
    for index, ((_, asked), result) in enumerate(
        zip(posed, judge_frames(posed, frames), strict=True)
    ):
        if result.outcome in _WRONG:
            repeatable = asked.kind in _REPEATABLE and index in answers
            shown = sketch(answers[index]) if repeatable else None
            found[result.check_id] = Symptom(_says(result), shown)
    if found:
        return found
    return {r.check_id: Symptom(_says(r), None) for r in results if r.outcome in _WRONG}


# Kinds of questions whose answer follows from the function alone.
_REPEATABLE = (
    *("arguments_after", "call", "call_each", "describe", "error_from", "stream_batches"),
    *("error_from_timing", "time_by_script", "train_by_script"),
    *("ask_one_by_one", "errors_from_predictor", "errors_from_each", "send_requests"),
)
# What differs between two solutions with the same mistake: numbers, shapes.
_VALUES = (
    (re.compile(r"-?\d[\d,]*(\.\d+)?(e[+-]?\d+)?%?|\bnan\b|\binf\b"), "#"),
    (re.compile(r"\(#(, #)*,?\)|\[#(, #)*\]"), "(#)"),
)


def _says(result: Result) -> str:
    if result.outcome is Outcome.CRASHED:
        # The kind of error; the rest is Python's text, or the learner's own.
        return f"crashed {result.message.rpartition('`. ')[2].partition(':')[0][:40]}"
    text = result.message
    for pattern, instead in _VALUES:
        text = pattern.sub(instead, text)
    return f"{result.outcome} {text}"


def recognise(task_id: str, seen: Symptoms) -> tuple[Misconception, ...]:
    """Return the known mistakes with the same symptoms, at most two.

    Args:
        task_id: The task.
        seen: How a solution fails.

    Returns:
        The mistakes that fit best. None if nothing fits well, or so many fit
        equally well that naming them would be guessing.
    """
    scored = [(_likeness(seen, known.symptoms), known) for known in misconceptions(task_id)]
    best = max((score for score, _ in scored), default=0.0)
    if best < _ENOUGH or not seen:
        return ()
    fitting = [known for score, known in scored if score == best]
    by_hint: dict[str, Misconception] = {}
    for known in fitting:
        by_hint.setdefault(known.hint, known)
    return tuple(by_hint.values()) if len(by_hint) <= 2 else ()


def _likeness(seen: Symptoms, known: Symptoms) -> float:
    if seen.keys() != known.keys():
        return 0.0
    return sum(_alike(seen[check_id], known[check_id]) for check_id in seen) / len(seen)


def _alike(one: Symptom, other: Symptom) -> float:
    if one.sketch is not None and other.sketch is not None and one.sketch.same_as(other.sketch):
        return 1.0
    return _ONLY_SAYS if one.says == other.says else 0.0


def in_words(known: Sequence[Misconception]) -> tuple[str, ...]:
    """Return what a learner is told: one sentence per mistake, with its hint."""
    if len(known) == 1:
        return (f"This looks like a known mistake. {known[0].mistake} {known[0].hint}",)
    return tuple(f"Perhaps this: {mistake.mistake} {mistake.hint}" for mistake in known)


def misconceptions(task_id: str) -> tuple[Misconception, ...]:
    """Return the known mistakes of a task."""
    return _all().get(task_id, ())


@functools.cache
def _all() -> dict[str, tuple[Misconception, ...]]:
    text = (resources.files("fashionlab.checks") / FILE).read_text(encoding="utf-8")
    return {
        task_id: tuple(from_json(entry) for entry in entries)
        for task_id, entries in json.loads(text)["tasks"].items()
    }


def from_json(entry: dict[str, Any]) -> Misconception:
    """Make a mistake of what `to_json` gave."""
    known = {
        check_id: Symptom(
            symptom["says"],
            None
            if symptom["sketch"] is None
            else Sketch(
                symptom["sketch"]["form"],
                tuple(symptom["sketch"]["numbers"]),
                symptom["sketch"]["size"],
            ),
        )
        for check_id, symptom in entry["symptoms"].items()
    }
    return Misconception(entry["name"], entry["mistake"], entry["hint"], known)


def to_json(known: Misconception) -> dict[str, Any]:
    """Return a mistake as plain data."""
    return dataclasses.asdict(known)
