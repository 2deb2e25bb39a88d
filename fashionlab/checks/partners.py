"""The half of a question that stays with whoever asks.

A search is given `measure`, a handler `predict`, a timer a clock. What these give
back must not lie beside the learner's code, which could read it; and how often they
were called must not be told by that code, which could lie. So such a question goes
out without them. Each call comes back over the wire, is noted here and answered; the
notes are put into the answer where the learner's side has nothing to say.

In grading a partner lives in the process that holds the wall; in a notebook, where
nothing is kept from anybody, in the same one.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

import numpy as np

from fashionlab.errors import WireError

Frame = dict[str, Any]
AskBack = Callable[[Frame], Frame]

_CLOCK_STARTS = 5_000.0  # seconds; a clock does not begin at 0
LARGEST_NOTED = 100_000  # numbers in an array


class Partner(Protocol):
    """What one question keeps back.

    Attributes:
        question: What goes out of it.
    """

    question: Frame

    def reply(self, call: Frame) -> Frame:
        """Note one call from the learner's side and answer it.

        Raises:
            Exception: Of any kind, if the call is none that an honest side makes.
        """

    def complete(self, answer: Any) -> None:
        """Put what was noted into an answer, which is untrusted."""


class Partners:
    """The partners of all questions of a task.

    Args:
        questions: As they are posed, with everything in them.

    Attributes:
        questions: What goes out.
    """

    def __init__(self, questions: Sequence[Frame]):
        self._partners = [
            _KINDS[question["kind"]](question) if question.get("kind") in _KINDS else None
            for question in questions
        ]
        self.questions: list[Frame] = [
            question if partner is None else partner.question
            for question, partner in zip(questions, self._partners, strict=True)
        ]

    def reply(self, index: Any, call: Any) -> Frame:
        """Answer one call for the question with this number. Both are untrusted.

        Raises:
            WireError: If there is no such question, or no honest side would call so.
        """
        try:
            if type(index) is not int or index < 0:
                raise TypeError(f"question {index!r:.40}")
            partner = self._partners[index]
            if partner is None:
                raise TypeError(f"question {index} is not asked back about")
            return partner.reply(call)
        except Exception as error:
            raise WireError(f"a call that no question allows: {type(error).__name__}") from error

    def complete(self, frame: Frame) -> Frame:
        """Put what was noted into a frame with an answer. The frame is untrusted."""
        index, answer = frame.get("index"), frame.get("answer")
        if type(index) is int and 0 <= index < len(self._partners):
            partner = self._partners[index]
            if partner is not None:
                partner.complete(answer)
        return frame


class _Search:
    """Keeps the outcomes of all settings, and notes which were measured."""

    def __init__(self, question: Frame):
        self._scripts = question["scripts"]
        self._measured: list[list[int]] = [[] for _ in self._scripts]
        self.question = {**question, "scripts": _without(self._scripts, "outcomes")}

    def reply(self, call: Frame) -> Frame:
        script, place = _number(call["script"]), _number(call["place"], least=-1)
        outcome: Frame = self._scripts[script]["outcomes"][place]
        self._measured[script].append(place)
        return outcome

    def complete(self, answer: Any) -> None:
        for told, measured in _pairs(answer, self._measured):
            told["measured"] = list(measured)


class _Timing:
    """Keeps how long each call takes, and notes which input it was given."""

    def __init__(self, question: Frame):
        self._scripts = question["scripts"]
        self._used: list[list[int]] = [[] for _ in self._scripts]
        self._now = [_CLOCK_STARTS for _ in self._scripts]
        self.question = {**question, "scripts": _without(self._scripts, "seconds")}

    def reply(self, call: Frame) -> Frame:
        script = _number(call["script"])
        if "place" in call:
            used, seconds = self._used[script], self._scripts[script]["seconds"]
            place = _number(call["place"], least=-1)
            # The last duration holds for whatever is called beyond the script.
            self._now[script] += float(seconds[min(len(used), len(seconds) - 1)])
            used.append(place)
        return {"now": self._now[script]}

    def complete(self, answer: Any) -> None:
        scripts = list(zip(self._scripts, self._used, strict=True))
        for told, (script, noted) in _pairs(answer, scripts):
            used = list(noted)
            warm_up, repeats = (script["kwargs"].get(name, 0) for name in ("warm_up", "repeats"))
            if len(used) == warm_up + repeats:
                # The same answer for the same mistake, whichever input the warm-up takes.
                used[:warm_up] = [min(place, 0) for place in used[:warm_up]]
            told["used"] = used


class _Requests:
    """Keeps what a network says, and notes what it was given."""

    def __init__(self, question: Frame):
        self._requests = question["requests"]
        self._given: list[list[np.ndarray | None]] = [[] for _ in self._requests]
        hidden = ("row", "fault", "error")
        self.question = {**question, "requests": _without(self._requests, *hidden)}

    def reply(self, call: Frame) -> Frame:
        request, given = _number(call["request"]), call["given"]
        if given is not None and (type(given) is not np.ndarray or given.size > LARGEST_NOTED):
            raise TypeError("given")
        kept = self._requests[request]
        self._given[request].append(given)
        return {"row": kept["row"].copy(), "fault": kept["fault"], "error": kept["error"]}

    def complete(self, answer: Any) -> None:
        for told, given in _pairs(answer, self._given):
            told["given"] = list(given)


class _Tuning:
    """Keeps the values of all settings, and notes which were asked for."""

    def __init__(self, question: Frame):
        self._scripts = question["scripts"]
        self._asked: list[list[Frame]] = [[] for _ in self._scripts]
        self.question = {**question, "scripts": _without(self._scripts, "values")}

    def reply(self, call: Frame) -> Frame:
        script, asked = _number(call["script"]), call["asked"]
        values, name = self._scripts[script]["values"], asked["name"]
        self._asked[script].append(asked)
        return {"value": values[name]} if name in values else {}

    def complete(self, answer: Any) -> None:
        for told, asked in _pairs(answer, self._asked):
            told["asked"] = list(asked)


class _Cache:
    """Keeps the arrays that can be computed, and counts how often each is."""

    def __init__(self, question: Frame):
        self._gets = [
            [step for step in steps if step["do"] == "get"] for steps in question["scripts"]
        ]
        self._computed = [[0] * len(gets) for gets in self._gets]
        scripts = [_without(steps, "array", "fails") for steps in question["scripts"]]
        self.question = {**question, "scripts": scripts}

    def reply(self, call: Frame) -> Frame:
        script, place = _number(call["script"]), _number(call["get"])
        step = self._gets[script][place]
        self._computed[script][place] += 1
        return {"fails": step["fails"], "array": np.array(step["array"])}

    def complete(self, answer: Any) -> None:
        if type(answer) is list:
            for answers, computed in zip(answer, self._computed, strict=False):
                for told, count in _pairs(answers, computed):
                    told["computed"] = count


_KINDS: dict[str, Callable[[Frame], Partner]] = {
    "search_by_script": _Search,
    "time_by_script": _Timing,
    "error_from_timing": _Timing,
    "send_requests": _Requests,
    "tune_by_script": _Tuning,
    "cache_by_script": _Cache,
}


def _without(scripts: Sequence[Frame], *names: str) -> list[Frame]:
    """The scripts without these entries."""
    return [
        {name: value for name, value in script.items() if name not in names} for script in scripts
    ]


def _pairs(answer: Any, noted: Sequence[Any]) -> Iterator[tuple[Frame, Any]]:
    """Each part of an answer with what was noted of it; of another form, it is refused later."""
    if type(answer) is list:
        for told, note in zip(answer, noted, strict=False):
            if type(told) is dict:
                yield told, note


def _number(value: Any, least: int = 0) -> int:
    if type(value) is not int or value < least:
        raise TypeError("a number")
    return value
