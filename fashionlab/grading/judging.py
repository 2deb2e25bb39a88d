"""Answers are judged in a process beside the grader, which can be ended.

A judgement looks at what a stranger's code answered: texts and tables of any size, made to
be looked at for hours perhaps.

    python -m fashionlab.grading.judging 60

takes pickles, which come from the grader alone, and gives JSON.
"""

import dataclasses
import json
import pickle
from collections.abc import Iterable, Sequence
from typing import Any

from fashionlab.checks.judging import Posed, Silence, judge_frames
from fashionlab.checks.misconceptions import in_words, public_questions, recognise, symptoms
from fashionlab.checks.registry import checks_of
from fashionlab.checks.results import Outcome, Result
from fashionlab.errors import GraderFault
from fashionlab.grading.beside import Beside, Ended, Pool, answer_each
from fashionlab.tasks import get_task

CPU_SECONDS = 60.0
_MEMORY = 4 * 2**30  # bytes; answers have 64 MB at most


class Judge:
    """A process that judges one task after the other. Used by one thread at a time.

    Args:
        cpu_seconds: Processor time for one task.
    """

    def __init__(self, cpu_seconds: float = CPU_SECONDS):
        self._beside = Beside("fashionlab.grading.judging", cpu_seconds)

    def judge(
        self, posed: Sequence[Posed], frames: Iterable[Any], silence: Silence
    ) -> tuple[Result, ...]:
        """Judge as `judge_frames` does.

        Raises:
            GraderFault: If it takes too long, or the judging itself fails.
        """
        asked = [(check.task_id, check.id, asked) for check, asked in posed]
        found = self._ask("judge", asked, list(frames), silence)
        results = tuple(Result(**{**each, "outcome": Outcome(each["outcome"])}) for each in found)
        if [result.check_id for result in results] != [check.id for check, _ in posed]:
            raise GraderFault("The process that judges answered another question.")
        return results

    def known_mistakes(
        self, task_id: str, frames: Iterable[Any], results: Sequence[Result]
    ) -> tuple[str, ...]:
        """Return what a learner is told of the known mistakes that an answer shows.

        Args:
            task_id: The task.
            frames: What came back for its public questions.
            results: Those of all its checks.
        """
        try:
            return tuple(self._ask("recognise", task_id, list(frames), tuple(results)))
        except (GraderFault, OSError):  # a hint is help, never a mark
            return ()

    def _ask(self, *question: Any) -> Any:
        try:
            reply = json.loads(self._beside.ask(pickle.dumps(question)))
        except Ended as ended:
            raise GraderFault(f"The answer could not be judged: {self._why(ended)}.") from None
        if "failed" in reply:
            raise GraderFault(f"The answer could not be judged: {reply['failed']}.")
        return reply["found"]

    def _why(self, ended: Ended) -> str:
        if ended.too_long:
            return f"it takes more than {self._beside.cpu_seconds:g} processor seconds to look at"
        return f"the process that judges ended with exit code {ended.exit_code}"

    def close(self) -> None:
        """End the process."""
        self._beside.close()


JUDGES = Pool(Judge)


def main() -> None:
    """Judge what is asked for until nobody asks any more."""
    answer_each(_answer, memory=_MEMORY)


def _answer(question: bytes) -> bytes:
    name, *rest = pickle.loads(question)
    try:
        reply: dict[str, Any] = {"found": _judge(*rest) if name == "judge" else _recognise(*rest)}
    except Exception as error:
        reply = {"failed": f"{type(error).__name__}: {error}"}
    return json.dumps(reply).encode()


def _judge(asked: list[tuple[str, str, Any]], frames: list[Any], silence: Silence) -> list[Any]:
    known = {
        check.id: check for task in {task for task, _, _ in asked} for check in checks_of(task)
    }
    posed = [(known[check_id], question) for _, check_id, question in asked]
    return [dataclasses.asdict(result) for result in judge_frames(posed, frames, silence)]


def _recognise(task_id: str, frames: list[Any], results: tuple[Result, ...]) -> list[str]:
    public = public_questions(get_task(task_id))
    return list(in_words(recognise(task_id, symptoms(public, frames, results))))


if __name__ == "__main__":
    main()
