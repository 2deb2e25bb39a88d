"""check(): ask and judge in this very process. Instant, and only for practice.

Marks come from `fashionlab.grading`, which asks the same questions with other
inputs in an isolated process.
"""

import html
import os
import pathlib
import time
from collections.abc import Callable, Sequence
from typing import Any

from fashionlab import wire
from fashionlab.checks.answering import Frame, answer_all, serve
from fashionlab.checks.judging import Posed, judge_frames
from fashionlab.checks.misconceptions import in_words, public_questions, recognise, symptoms
from fashionlab.checks.posing import pose
from fashionlab.checks.registry import Check, checks_of
from fashionlab.checks.results import Outcome, Result, TaskResult, combine
from fashionlab.errors import CheckNotPassed, SourceError
from fashionlab.quiet import import_keras
from fashionlab.source import Cell, TaskSource, extract, extract_file
from fashionlab.tasks import (
    Task,
    all_tasks,
    get_task,
    not_implemented,
    separate_solutions,
    solution_of,
)

# Set by `nbgrader autograde` to "autograde" and by `nbgrader validate` to "validate".
_RUN_BY_NBGRADER = "NBGRADER_EXECUTION"
_MARKS = {Outcome.PASSED: "✓", Outcome.NOT_ATTEMPTED: "○"}


class Verdict:
    """The result of `check`, as a learner sees it.

    Attributes:
        result: The result behind it.
        passed: Whether every check passed.
    """

    def __init__(self, result: TaskResult):
        self.result = result
        self.passed = result.passed

    def __str__(self) -> str:
        """The verdict as lines of text."""
        result = self.result
        lines = [f"{_mark(result.outcome)} {result.task_id}: {_in_words(result)}"]
        for check in result.results:
            if result.outcome is Outcome.NOT_ATTEMPTED:
                continue
            lines.append(f"  {_mark(check.outcome)} {check.title}")
            lines += [f"      {line}" for line in check.message.splitlines()]
            if check.hint:
                lines.append(f"      Hint: {check.hint}")
        lines += [f"  ! {note}" for note in result.notes]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        # Text in a <pre>: reads well in every notebook and every screen reader.
        return f'<pre role="status">{html.escape(str(self))}</pre>'

    def __repr__(self) -> str:
        return str(self)


def _mark(outcome: Outcome) -> str:
    return _MARKS.get(outcome, "✗")


def _in_words(result: TaskResult) -> str:
    if result.passed:
        return "all checks passed."
    if result.outcome is Outcome.NOT_ATTEMPTED:
        return "not written yet. Replace the line `raise NotImplementedError()` with your own."
    missed = len(result.failures)
    return f"{missed} of {len(result.results)} checks did not pass."


def check(target: Callable[..., Any] | str) -> Verdict:
    """Check your solution of a task, here and now.

    Args:
        target: The task, for example `models.build_ann`.

    Returns:
        The verdict. A notebook shows it; elsewhere, print it.

    Raises:
        UnknownTask: If `target` is not a task.
        CheckNotPassed: If it did not pass and nbgrader runs the notebook: a
            verdict that is only shown would be full marks to it.
    """
    task = get_task(target)
    cells = _executed_cells()
    source = extract(cells).tasks.get(task.id) if cells else None
    result = check_solution(task, solution_of(task), notes=_notes(source))
    if source is not None:
        from fashionlab.progress import Progress

        Progress().record(source, passed=result.passed)
    verdict = Verdict(result)
    if os.environ.get(_RUN_BY_NBGRADER) and not verdict.passed:
        raise CheckNotPassed(str(verdict))
    return verdict


def _notes(source: TaskSource | None) -> tuple[str, ...]:
    if source is None or not source.borrowed:
        return ()
    names = ", ".join(source.borrowed)
    return (
        f"{source.task_id} uses {names} from elsewhere in the notebook. That works here and fails "
        f"in grading, where only the function and plain definitions go along. "
        f"Make it a parameter or compute it inside the function.",
    )


def _executed_cells() -> list[Cell]:
    """The cells run so far in this notebook, from IPython's own history."""
    try:
        from IPython import get_ipython
    except ImportError:
        return []
    shell = get_ipython()  # type: ignore[no-untyped-call]
    history = shell.user_ns.get("In", []) if shell is not None else []
    return [Cell(number, "code", str(text)) for number, text in enumerate(history) if text]


def check_solution(
    task: Task,
    solution: Callable[..., Any] | None,
    *,
    seed: int | None = None,
    data_name: str | None = None,
    only: Callable[[Check], bool] = lambda check: True,
    notes: tuple[str, ...] = (),
) -> TaskResult:
    """Check a function against the checks of a task, in this process.

    Args:
        task: The task.
        solution: The function, or None when there is none yet.
        seed: Where the questions are drawn from; default: a new one each time.
        data_name: Data set for training; default: the best one found here.
        only: Which checks to run.
        notes: Sentences to pass on.
    """
    if solution is None:
        return TaskResult(
            task.id, Outcome.NOT_ATTEMPTED, task.points, notes=(str(not_implemented(task)), *notes)
        )
    return _run(
        task,
        lambda questions, send: answer_all(questions, solution, send),
        seed=seed,
        data_name=data_name,
        only=only,
        notes=notes,
    )


def check_source(
    source: TaskSource,
    *,
    seed: int | None = None,
    data_name: str | None = None,
    only: Callable[[Check], bool] = lambda check: True,
) -> TaskResult:
    """Check the module text of a task, in this process, as grading would read it."""
    task = get_task(source.task_id)
    if source.blank:
        return check_solution(task, None)

    def answer(questions: list[Frame], send: Callable[[Frame], None]) -> None:
        # Loading the module registers its solution; a check must not leave it behind.
        with separate_solutions():
            serve({"task": task.id, "source": source.text, "questions": questions}, send)

    return _run(task, answer, seed=seed, data_name=data_name, only=only, notes=_notes(source))


def _run(
    task: Task,
    answer: Callable[[list[Frame], Callable[[Frame], None]], None],
    *,
    seed: int | None,
    data_name: str | None,
    only: Callable[[Check], bool] = lambda check: True,
    notes: tuple[str, ...] = (),
) -> TaskResult:
    import_keras()
    started = time.perf_counter()
    checks = [check for check in checks_of(task) if only(check)]
    posed = pose(checks, seed=seed, data_name=data_name)
    results = judge_frames(posed, _answers(answer, posed))
    outcome = combine([result.outcome for result in results])
    if outcome in (Outcome.INCORRECT, Outcome.CRASHED):
        notes += _known_mistake(task, answer, results)
    return TaskResult(task.id, outcome, task.points, results, notes, time.perf_counter() - started)


def _known_mistake(
    task: Task,
    answer: Callable[[list[Frame], Callable[[Frame], None]], None],
    results: Sequence[Result],
) -> tuple[str, ...]:
    """What is said of a wrong solution that fails as a known mistake does."""
    posed = public_questions(task)
    frames = _answers(answer, posed)
    return in_words(recognise(task.id, symptoms(posed, frames, results)))


def _answers(
    answer: Callable[[list[Frame], Callable[[Frame], None]], None], posed: Sequence[Posed]
) -> list[Any]:
    frames: list[Any] = []
    # Over the wire and back, so that practice and grading judge the same data.
    answer(
        [asked.to_wire() for _, asked in posed],
        lambda frame: frames.append(wire.decode(wire.encode(frame))),
    )
    return frames


def check_file(
    path: str | pathlib.Path, *, seed: int | None = None, data_name: str | None = None
) -> list[TaskResult]:
    """Check every task of a notebook or module, in this process.

    A chapter's own notebook is checked for all tasks of the chapter; any other
    file for the tasks it holds.

    Args:
        path: The file.
        seed: Where the questions are drawn from; default: a new one each time.
        data_name: Data set for training; default: the best one found here.

    Raises:
        SourceError: If the file cannot be read, or holds no task.
    """
    from fashionlab.progress import Progress

    path = pathlib.Path(path)
    extraction = extract_file(path)
    chapters = {get_task(task_id).chapter_id for task_id in extraction.tasks}
    wanted = [task for task in all_tasks().values() if task.chapter_id in chapters]
    broken = {p.task_id: p.message for p in extraction.problems if p.fatal and p.task_id}
    wanted += [get_task(task_id) for task_id in broken if get_task(task_id) not in wanted]
    if not wanted:
        raise SourceError(f"{path}: expected a definition with @solves(...). Found: none.")
    results = []
    for task in wanted:
        source = extraction.tasks.get(task.id)
        if task.id in broken:
            results.append(
                TaskResult(task.id, Outcome.CRASHED, task.points, notes=(broken[task.id],))
            )
        elif source is None:
            results.append(check_solution(task, None))
        else:
            results.append(check_source(source, seed=seed, data_name=data_name))
            Progress().record(source, passed=results[-1].passed)
    return results
