"""Answers are judged in a process beside the grader, which can be ended.

A judgement looks at what a stranger's code answered: texts and tables of any size, made to
be looked at for hours perhaps. Its process may take so much processor time and memory for
one task, and no more.

    python -m fashionlab.grading.judging

takes pickles, which come from the grader alone, and gives JSON.
"""

import contextlib
import dataclasses
import json
import math
import pickle
import signal
import time
from collections.abc import Iterable, Sequence
from typing import Any

from fashionlab.checks.judging import Posed, Silence, judge_frames
from fashionlab.checks.misconceptions import in_words, public_questions, recognise, symptoms
from fashionlab.checks.registry import checks_of
from fashionlab.checks.results import Outcome, Result
from fashionlab.grading.beside import Beside, Pool, answer_each
from fashionlab.tasks import get_task

# Not of wall time: no busy machine makes it too little. The longest judgement of a right
# answer takes a hundredth of it.
CPU_SECONDS = 60
_MEMORY = 4 * 2**30  # bytes of addresses; answers are 64 MB at most


class Judge:
    """A process that judges one task after the other. Used by one thread at a time.

    Args:
        module: What the process runs.
    """

    def __init__(self, module: str = "fashionlab.grading.judging"):
        self._beside = Beside(module)

    def judge(
        self, posed: Sequence[Posed], frames: Iterable[Any], silence: Silence
    ) -> tuple[Result, ...]:
        """Judge as `judge_frames` does; what cannot be judged is a fault of the grader."""
        asked = [(check.task_id, check.id, asked) for check, asked in posed]
        try:
            found = self._ask("judge", asked, list(frames), silence)
        except ChildProcessError as error:
            told = f"The answer could not be judged: {_why(error.args[0])}. Tell your instructor."
            return tuple(
                Result(check.id, check.title, Outcome.GRADER_FAULT, told if number == 0 else "")
                for number, (check, _) in enumerate(posed)
            )
        return tuple(Result(**{**each, "outcome": Outcome(each["outcome"])}) for each in found)

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
        except ChildProcessError:  # a hint is help, never a mark
            return ()

    def _ask(self, *question: Any) -> Any:
        pickled = pickle.dumps(question)
        try:
            return json.loads(self._beside.ask(pickled))
        except ChildProcessError as error:
            if error.args[0] == -signal.SIGXCPU:
                raise
        return json.loads(self._beside.ask(pickled))  # somebody ended it; that was not our doing

    def close(self) -> None:
        """End the process."""
        self._beside.close()


def _why(exit_code: int) -> str:
    if exit_code == -signal.SIGXCPU:
        return f"looking at it took more than {CPU_SECONDS} processor seconds"
    return f"the process that judges ended with exit code {exit_code}"


JUDGES = Pool(Judge)


def main() -> None:
    """Judge what is asked for until nobody asks any more."""
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    answer_each(_answer)


def _answer(question: bytes) -> bytes:
    _limit_processor_time()
    name, *rest = pickle.loads(question)
    return json.dumps(_judge(*rest) if name == "judge" else _recognise(*rest)).encode()


def _limit_processor_time() -> None:
    """Let the kernel end this process once it has used `CPU_SECONDS` from now on."""
    with contextlib.suppress(ImportError):
        import resource

        _, ceiling = resource.getrlimit(resource.RLIMIT_CPU)
        wanted = math.ceil(time.process_time()) + CPU_SECONDS
        if ceiling != resource.RLIM_INFINITY:
            wanted = min(wanted, ceiling)
        resource.setrlimit(resource.RLIMIT_CPU, (wanted, ceiling))


def _judge(asked: list[tuple[str, str, Any]], frames: list[Any], silence: Silence) -> list[Any]:
    posed = [
        (next(check for check in checks_of(task) if check.id == check_id), question)
        for task, check_id, question in asked
    ]
    return [dataclasses.asdict(result) for result in judge_frames(posed, frames, silence)]


def _recognise(task_id: str, frames: list[Any], results: tuple[Result, ...]) -> tuple[str, ...]:
    public = public_questions(get_task(task_id))
    return in_words(recognise(task_id, symptoms(public, frames, results)))


if __name__ == "__main__":
    main()
