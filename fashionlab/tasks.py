"""Stubs and the solutions that fill them: the one mechanism of the exercises.

The library declares a task with `stub`; a learner's notebook fills it with
`solves`. From then on everything in the library that calls the stub runs the
learner's code.
"""

import contextlib
import dataclasses
import functools
import importlib
import inspect
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from fashionlab.chapters import Chapter, get_chapter
from fashionlab.errors import NotImplementedYet, SignatureMismatch, UnknownTask

AnyFunction = TypeVar("AnyFunction", bound=Callable[..., Any])

# The library's modules that hold stubs. Importing them declares the tasks.
TOPICS = ("data", "pipelines", "models", "evaluation", "training", "tuning", "serving")


@dataclasses.dataclass(frozen=True)
class Task:
    """One exercise: a function of the library that the learner writes.

    Attributes:
        id: Topic module and function name, `"models.build_ann"`.
        chapter_id: The chapter that teaches it, `"ch02_ann"`.
        number: Its place among the exercises of the chapter, from 1.
        points: What a correct solution earns, a positive int.
        signature: The parameters a solution must have.
        doc: The exercise text: the stub's docstring.
    """

    id: str
    chapter_id: str
    number: int
    points: int
    signature: inspect.Signature
    doc: str

    @property
    def name(self) -> str:
        """The function's own name, `"build_ann"`."""
        return self.id.partition(".")[2]

    @property
    def chapter(self) -> Chapter:
        """The chapter that teaches this task."""
        return get_chapter(self.chapter_id)

    @property
    def page(self) -> str:
        """Where the book teaches it: page and anchor."""
        # docutils turns the label (models.build_ann)= into this anchor.
        anchor = self.id.replace(".", "-").replace("_", "-")
        return f"{self.chapter_id}.html#{anchor}"


_tasks: dict[str, Task] = {}
_solutions: dict[str, Callable[..., Any]] = {}
_run: set[str] = set()  # ids of the tasks whose solution was called in this process


def stub(chapter_id: str, *, number: int, points: int) -> Callable[[AnyFunction], AnyFunction]:
    """Declare a function of the library as a task for the learner.

    The decorated function has a full signature and docstring and no body.

    Args:
        chapter_id: The chapter that teaches it.
        number: Its place among the exercises of the chapter, from 1.
        points: What a correct solution earns, a positive int.
    """
    chapter = get_chapter(chapter_id)

    def declare(function: AnyFunction) -> AnyFunction:
        topic = function.__module__.split(".")[1]
        task = Task(
            id=f"{topic}.{function.__name__}",
            chapter_id=chapter_id,
            number=number,
            points=points,
            signature=inspect.signature(function),
            doc=inspect.getdoc(function) or "",
        )
        _tasks[task.id] = task

        @functools.wraps(function)
        def run_solution(*args: Any, **kwargs: Any) -> Any:
            return _call(task, args, kwargs)

        run_solution.task = task  # type: ignore[attr-defined]
        run_solution.__doc__ = (
            f"{task.doc}\n\n"
            f'Exercise {chapter.number}.{task.number}, "{chapter.title}" ({task.page}).'
        )
        return run_solution  # type: ignore[return-value]

    return declare


def _call(task: Task, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    solution = _solutions.get(task.id)
    if solution is None:
        raise not_implemented(task)
    _run.add(task.id)
    try:
        return solution(*args, **kwargs)
    except NotImplementedYet:
        raise
    except NotImplementedError as error:
        if is_blank_error(error, solution):
            raise not_implemented(task) from None
        raise


def is_blank_error(error: BaseException, solution: Callable[..., Any]) -> bool:
    """Say whether `error` is the exercise's own `raise NotImplementedError()`.

    Keras raises the same type for its own reasons, deeper down. The
    exercise's line stands in the solution itself.
    """
    if not isinstance(error, NotImplementedError):
        return False
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    code = getattr(solution, "__code__", None)
    return traceback is not None and traceback.tb_frame.f_code is code


def not_implemented(task: Task) -> NotImplementedYet:
    """Build the error that a call of an unfilled stub raises."""
    chapter = task.chapter
    return NotImplementedYet(
        f"{task.id} is not written yet. It is an exercise of chapter {chapter.number}, "
        f'"{chapter.title}". Open exercises/{chapter.notebook}, write the function in the cell '
        f"that starts with @solves({task.id}) and run that cell."
    )


def solves(target: Callable[..., Any]) -> Callable[[AnyFunction], AnyFunction]:
    """Register the decorated function as the solution of a task.

    A second registration replaces the first. The function itself comes back
    unchanged, apart from the stub's docstring where it has none.

    Args:
        target: The stub, for example `models.build_ann`.

    Raises:
        UnknownTask: If `target` is not a task of the library.
        SignatureMismatch: If the parameters differ from the stub's.
    """
    task = get_task(target)

    def register(function: AnyFunction) -> AnyFunction:
        _require_same_parameters(task, function)
        if not function.__doc__:
            function.__doc__ = task.doc
        _solutions[task.id] = function
        return function

    return register


def _parameters(signature: inspect.Signature) -> list[tuple[str, Any, Any]]:
    return [(p.name, p.kind, repr(p.default)) for p in signature.parameters.values()]


def _shown(signature: inspect.Signature) -> str:
    """The signature without annotations, as a beginner would write it."""
    plain = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for parameter in signature.parameters.values()
    ]
    return str(signature.replace(parameters=plain, return_annotation=inspect.Signature.empty))


def _require_same_parameters(task: Task, function: Callable[..., Any]) -> None:
    if not callable(function) or isinstance(function, type):
        raise SignatureMismatch(
            f"@solves({task.id}) expects a function. Received: {type(function).__name__}."
        )
    received = inspect.signature(function)
    if _parameters(received) != _parameters(task.signature):
        name = getattr(function, "__name__", "the solution")
        raise SignatureMismatch(
            f"The parameters of {name} differ from those of {task.id}. "
            f"Expected: {task.name}{_shown(task.signature)}. Received: {name}{_shown(received)}. "
            f"Copy the expected line: names, order, the * and the defaults all count."
        )


def all_tasks() -> dict[str, Task]:
    """Return every task by id, chapter by chapter, in the order of the notebooks."""
    for topic in TOPICS:
        importlib.import_module(f"fashionlab.{topic}")
    return dict(sorted(_tasks.items(), key=lambda item: (item[1].chapter_id, item[1].number)))


def get_task(key: Any) -> Task:
    """Return the task behind a stub, a registered solution, an id or a `Task`.

    Raises:
        UnknownTask: If there is none; the message suggests close ids.
    """
    if isinstance(key, Task):
        return key
    known = all_tasks()
    if isinstance(key, str):
        if key in known:
            return known[key]
    elif isinstance(getattr(key, "task", None), Task):
        return key.task  # type: ignore[no-any-return]
    else:
        for task_id, solution in _solutions.items():
            if solution is key:
                return known[task_id]
    raise UnknownTask(_unknown(key, known))


def _unknown(key: Any, known: dict[str, Task]) -> str:
    import difflib

    name = key if isinstance(key, str) else getattr(key, "__name__", repr(key))
    close = [
        task_id
        for task_id, task in known.items()
        if difflib.get_close_matches(name, (task_id, task.name), n=1)
    ]
    listed = ", ".join(close or known)
    return f"{name!r} is not a task of the course. Expected one of: {listed}."


def tasks_of(chapter_id: str) -> list[Task]:
    """Return the tasks of one chapter."""
    get_chapter(chapter_id)
    return [task for task in all_tasks().values() if task.chapter_id == chapter_id]


def solution_of(key: Any) -> Callable[..., Any] | None:
    """Return the function registered for a task, or None."""
    return _solutions.get(get_task(key).id)


def tasks_run() -> list[str]:
    """Return the ids of the tasks whose solution the library has called in this process."""
    return [task_id for task_id in all_tasks() if task_id in _run]


def forget(key: Any) -> None:
    """Unregister the solution of a task, if there is one."""
    _solutions.pop(get_task(key).id, None)


@contextlib.contextmanager
def separate_solutions() -> Iterator[None]:
    """Start with every stub unfilled; on leaving put the solutions back as they were."""
    before = dict(_solutions)
    _solutions.clear()
    try:
        yield
    finally:
        _solutions.clear()
        _solutions.update(before)
