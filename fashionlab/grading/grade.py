"""Grade submissions: the parent's side of the wall."""

import concurrent.futures
import importlib.metadata
import platform
import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any

from fashionlab.checks.judging import Posed, Silence
from fashionlab.checks.misconceptions import public_questions
from fashionlab.checks.results import Outcome, Result, TaskResult, clean, combine
from fashionlab.grading.examination import Examination
from fashionlab.grading.judging import JUDGES
from fashionlab.grading.reading import read_apart
from fashionlab.grading.records import CheckRecord, Record, Report
from fashionlab.grading.runners import Runner
from fashionlab.grading.submission import Contents, Submission, printable
from fashionlab.grading.worker import Limits, Run
from fashionlab.source import TaskSource
from fashionlab.tasks import Task

# Generous against what a correct solution takes: without training 0.1 s, with it about 5 s.
# An endless loop uses up processor seconds. A machine that is short of them must not fail
# anybody, so the clock only ends what waits.
PLAIN_LIMITS = Limits(seconds=40, cpu_seconds=15, memory_mb=1024)
TRAINING_LIMITS = Limits(seconds=120)

# A notebook can be made to have a thousand problems; nobody reads them all.
_PROBLEMS_SHOWN = 20


def grade(
    submissions: Sequence[Submission],
    examination: Examination,
    *,
    runners: Sequence[Runner],
    on_record: Callable[[Record], None] = lambda record: None,
) -> Report:
    """Grade submissions side by side. One submission's fault never reaches another.

    Args:
        submissions: What to grade.
        examination: The questions.
        runners: At least one. They run the learners' code, one submission each at a time.
        on_record: Called with every record as it is made, from other threads.
    """
    isolation = runners[0].isolation
    idle: queue.SimpleQueue[Grader] = queue.SimpleQueue()
    for runner in runners:
        idle.put(Grader(examination, isolation.level, runner))

    stopped = threading.Event()

    def tell(record: Record) -> None:
        on_record(record)
        if stopped.is_set():
            raise concurrent.futures.CancelledError

    def work(submission: Submission) -> list[Record]:
        grader = idle.get()
        try:
            return grader.grade(submission, tell)
        finally:
            idle.put(grader)

    with concurrent.futures.ThreadPoolExecutor(len(runners)) as pool:
        futures = [pool.submit(work, submission) for submission in submissions]
        try:
            records = [record for future in futures for record in future.result()]
        except BaseException:
            # Ctrl-C: what is being answered is waited for, nothing new is begun.
            stopped.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return Report(examination.assignment, examination.seed, isolation.as_dict(), tuple(records))


class Grader:
    """Grades submissions one after another with a runner of its own.

    Args:
        examination: The questions.
        isolation: The isolation level, for the records.
        runner: Runs the learners' code.
    """

    def __init__(self, examination: Examination, isolation: str, runner: Runner):
        self._examination = examination
        self._isolation = isolation
        self._runner = runner

    def grade(self, submission: Submission, on_record: Callable[[Record], None]) -> list[Record]:
        """Grade one submission: one record per task, in the order of the notebook."""
        contents, fault = Contents({}), ""
        try:
            contents = read_apart(submission)
        except Exception as error:
            fault = f"{type(error).__name__}: {error}"
        records = []
        for task, posed in self._examination.questions.items():
            if fault:
                result = _without_asking(task, Outcome.GRADER_FAULT, fault)
            else:
                result = self._grade_task(task, posed, contents)
            records.append(self._record(submission, contents, result))
            on_record(records[-1])
        return records

    def _grade_task(self, task: Task, posed: list[Posed], contents: Contents) -> TaskResult:
        try:
            return grade_task(task, posed, contents, self._runner)
        except Exception as error:
            # Whatever goes wrong here is ours. The learner loses nothing by it.
            return _without_asking(task, Outcome.GRADER_FAULT, f"{type(error).__name__}: {error}")

    def _record(self, submission: Submission, contents: Contents, result: TaskResult) -> Record:
        about = [p.message for p in contents.problems if p.task_id in (None, result.task_id)]
        return Record(
            student=submission.student,
            file=printable(submission.path.name),
            assignment=submission.assignment,
            task=result.task_id,
            outcome=str(result.outcome),
            points=result.points,
            max_points=result.max_points,
            messages=tuple(dict.fromkeys([*result.messages, *about[:_PROBLEMS_SHOWN]])),
            checks=tuple(_check_record(check) for check in result.results),
            seconds=round(result.seconds, 3),
            isolation=self._isolation,
            data=self._examination.data,
            versions=_versions(),
        )


def grade_task(task: Task, posed: list[Posed], contents: Contents, runner: Runner) -> TaskResult:
    """Grade one task of one submission.

    Args:
        task: The task.
        posed: Its checks with their questions.
        contents: The submission.
        runner: Runs the learner's code behind the wall.
    """
    if contents.unreadable is not None:
        return _without_asking(task, Outcome.REFUSED, contents.unreadable)
    fatal = [p.message for p in contents.problems if p.fatal and p.task_id == task.id]
    if fatal:
        return _without_asking(task, Outcome.CRASHED, fatal[-1])
    source = contents.tasks.get(task.id)
    if source is None:
        return _without_asking(
            task, Outcome.NOT_ATTEMPTED, f"No cell with @solves({task.id}) was found."
        )
    if source.blank:
        return _without_asking(task, Outcome.NOT_ATTEMPTED, "Not written yet.")
    return _ask(task, posed, source, runner)


def _ask(task: Task, posed: list[Posed], source: TaskSource, runner: Runner) -> TaskResult:
    long = any(check.takes_seconds for check, _ in posed)
    limits = TRAINING_LIMITS if long else PLAIN_LIMITS
    run = runner.run(_request(task, source, posed), limits)
    with JUDGES.lend() as judge:
        results = judge.judge(posed, run.replies, _silence(run))
    outcome = combine([result.outcome for result in results])
    seconds = run.seconds
    notes = _borrowed(source, results)
    if outcome in (Outcome.INCORRECT, Outcome.CRASHED):
        again = runner.run(_request(task, source, public_questions(task)), PLAIN_LIMITS)
        with JUDGES.lend() as judge:
            notes += judge.known_mistakes(task.id, again.replies, results)
        seconds += again.seconds
    return TaskResult(task.id, outcome, task.points, results, notes=notes, seconds=seconds)


def _request(task: Task, source: TaskSource, posed: list[Posed]) -> dict[str, Any]:
    return {
        "task": task.id,
        "source": source.text,
        "questions": [asked.to_wire() for _, asked in posed],
    }


def _silence(run: Run) -> Silence:
    """The outcome of questions that got no answer."""
    return {
        "finished": (Outcome.REFUSED, "The code ended without answering every question."),
        "timed_out": (
            Outcome.TIMED_OUT,
            f"The code was stopped: {clean(run.detail).removeprefix('killed: ')}. "
            f"Is there an endless loop?",
        ),
        "out_of_memory": (Outcome.OUT_OF_MEMORY, f"The code was stopped: {clean(run.detail)}."),
        "died": (
            Outcome.CRASHED,
            f"The process ended before it answered ({clean(run.detail)}). "
            f"Does the code call exit()?",
        ),
        "refused": (Outcome.REFUSED, f"The code was stopped: {clean(run.detail)}."),
        "fault": (Outcome.GRADER_FAULT, f"The grader failed: {clean(run.detail)}."),
    }[run.status]


def _borrowed(source: TaskSource, results: Sequence[Result]) -> tuple[str, ...]:
    if not source.borrowed or all(result.outcome is Outcome.PASSED for result in results):
        return ()
    return (
        f"The function uses {clean(', '.join(source.borrowed))} from elsewhere in the notebook. "
        f"Only the function and plain definitions go along to grading.",
    )


def _without_asking(task: Task, outcome: Outcome, message: str) -> TaskResult:
    result = Result(task.id, "", outcome, clean(message))
    return TaskResult(task.id, outcome, task.points, (result,))


def _check_record(result: Result) -> CheckRecord:
    return CheckRecord(
        result.check_id, result.title, str(result.outcome), result.message, result.hint
    )


def _versions() -> dict[str, str]:
    # From the package metadata: the grading process itself never imports TensorFlow.
    names = ("fashionlab", "keras", "numpy", "tensorflow")
    return {
        "python": platform.python_version(),
        **{name: importlib.metadata.version(name) for name in names},
    }
