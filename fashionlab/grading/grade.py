"""Grade submissions: the parent's side of the wall."""

import concurrent.futures
import contextlib
import dataclasses
import hashlib
import importlib.metadata
import os
import platform
import queue
import secrets
from collections.abc import Callable, Sequence

from fashionlab import data
from fashionlab.checks.judging import Posed, Silence, judge_frames
from fashionlab.checks.local import pose
from fashionlab.checks.registry import checks_of
from fashionlab.checks.results import Outcome, Result, TaskResult, clean, combine
from fashionlab.grading.isolation import isolation_level
from fashionlab.grading.records import CheckRecord, Record, Report
from fashionlab.grading.submission import Contents, Submission, printable, read_submission
from fashionlab.grading.worker import Limits, Run, Worker
from fashionlab.source import TaskSource
from fashionlab.tasks import Task, tasks_of

# Generous against what a correct solution takes on a busy machine: a task
# without training takes 0.1 s, one that trains about 5 s.
PLAIN_LIMITS = Limits(seconds=15, memory_mb=1024)
TRAINING_LIMITS = Limits(seconds=120)

# A notebook can be made to have a thousand problems; nobody reads them all.
_PROBLEMS_SHOWN = 20


@dataclasses.dataclass(frozen=True)
class Examination:
    """The questions of an assignment, drawn once and asked of everyone alike.

    Attributes:
        assignment: Chapter id.
        seed: The private seed they were drawn from.
        data: Data set for training checks.
        questions: Task to its checks with their posed questions.
    """

    assignment: str
    seed: int
    data: str
    questions: dict[Task, list[Posed]]


def examine(
    assignment: str, *, seed: int | None = None, data_name: str | None = None
) -> Examination:
    """Draw the questions of an assignment.

    Args:
        assignment: Chapter id.
        seed: Default: one derived from `FASHIONLAB_GRADING_SEED`, else a new secret one.
        data_name: Default: Fashion-MNIST where it is found, else synthetic.

    Raises:
        DataError: If the data set cannot be loaded.
    """
    seed = _grading_seed() if seed is None else seed
    name = data_name or data.best_available()
    questions = {
        task: pose(checks_of(task), seed=seed, data_name=name) for task in tasks_of(assignment)
    }
    return Examination(assignment, seed, name, questions)


def _grading_seed() -> int:
    given = os.environ.get("FASHIONLAB_GRADING_SEED", "")
    if not given:
        return secrets.randbits(63)
    # A submission sees questions drawn from the seed and could try out short texts. Each try
    # costs it a tenth of a second and 32 MB (Percival 2009, "Stronger key derivation").
    derived = hashlib.scrypt(
        given.encode(), salt=b"fashionlab", n=2**15, r=8, p=1, maxmem=2**26, dklen=8
    )
    return int.from_bytes(derived, "big") >> 1


def grade(
    submissions: Sequence[Submission],
    examination: Examination,
    *,
    workers: int = 1,
    on_start: Callable[[], None] = lambda: None,
    on_record: Callable[[Record], None] = lambda record: None,
) -> Report:
    """Grade submissions side by side. One submission's fault never reaches another.

    Args:
        submissions: What to grade.
        examination: The questions.
        workers: How many to grade at a time; each has a process of its own.
        on_start: Called once, when the workers are warm.
        on_record: Called with every record as it is made, from the workers' threads.

    Raises:
        GraderFault: If this system cannot run workers.
    """
    level = isolation_level()
    with contextlib.ExitStack() as stack:
        count = max(1, min(workers, len(submissions)))
        started = [stack.enter_context(Worker()) for _ in range(count)]
        idle: queue.SimpleQueue[Grader] = queue.SimpleQueue()
        for worker in started:  # all of them import TensorFlow by now, side by side
            worker.wait_until_ready()
            idle.put(Grader(examination, level.level, worker))
        pool = stack.enter_context(concurrent.futures.ThreadPoolExecutor(count))
        on_start()

        def work(submission: Submission) -> list[Record]:
            grader = idle.get()
            try:
                return grader.grade(submission, on_record)
            finally:
                idle.put(grader)

        futures = [pool.submit(work, submission) for submission in submissions]
        records = [record for future in futures for record in future.result()]
    return Report(examination.assignment, examination.seed, level.as_dict(), tuple(records))


class Grader:
    """Grades submissions one after another with a warm worker of its own.

    Args:
        examination: The questions.
        isolation: The isolation level, for the records.
        worker: Runs the learners' code.
    """

    def __init__(self, examination: Examination, isolation: str, worker: Worker):
        self._examination = examination
        self._isolation = isolation
        self._worker = worker

    def grade(self, submission: Submission, on_record: Callable[[Record], None]) -> list[Record]:
        """Grade one submission: one record per task, in the order of the notebook."""
        contents, fault = Contents({}), ""
        try:
            contents = read_submission(submission)
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
            return grade_task(task, posed, contents, self._worker)
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


def grade_task(task: Task, posed: list[Posed], contents: Contents, worker: Worker) -> TaskResult:
    """Grade one task of one submission.

    Args:
        task: The task.
        posed: Its checks with their questions.
        contents: The submission.
        worker: Runs the learner's code behind the wall.
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
    return _ask(task, posed, source, worker)


def _ask(task: Task, posed: list[Posed], source: TaskSource, worker: Worker) -> TaskResult:
    trains = any(check.trains for check, _ in posed)
    limits = TRAINING_LIMITS if trains else PLAIN_LIMITS
    request = {
        "task": task.id,
        "source": source.text,
        "questions": [asked.to_wire() for _, asked in posed],
    }
    run = worker.run(request, limits)
    results = judge_frames(posed, run.replies, _silence(run, limits))
    return TaskResult(
        task.id,
        combine([result.outcome for result in results]),
        task.points,
        results,
        notes=_borrowed(source, results),
        seconds=run.seconds,
    )


def _silence(run: Run, limits: Limits) -> Silence:
    """The outcome of questions that got no answer."""
    return {
        "finished": (Outcome.REFUSED, "The code ended without answering every question."),
        "timed_out": (
            Outcome.TIMED_OUT,
            f"The code was stopped after {limits.seconds:.0f} seconds. Is there an endless loop?",
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
