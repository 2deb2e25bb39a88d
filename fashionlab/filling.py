"""Fill the library's stubs from notebooks, modules or folders."""

import dataclasses
import os
import pathlib
from collections.abc import Iterable

from fashionlab.chapters import CHAPTERS, Chapter, get_chapter
from fashionlab.errors import SourceError
from fashionlab.quiet import import_keras
from fashionlab.source import TaskSource, extract_file
from fashionlab.source.load import run_module
from fashionlab.tasks import forget, tasks_of


@dataclasses.dataclass(frozen=True)
class Filled:
    """What `fill_from` did.

    Attributes:
        tasks: Task id to the file that filled it.
        problems: One sentence per task or file that could not be used.
    """

    tasks: dict[str, pathlib.Path]
    problems: tuple[str, ...] = ()


def fill_from(path: str | pathlib.Path) -> Filled:
    """Fill stubs from a notebook, a Python file, or every such file in a folder.

    Only the definitions marked with `@solves(...)`, and what they need, are
    run; the rest of the file is not. Placeholders are passed over.

    Args:
        path: A `.ipynb` or `.py` file, or a folder of them.

    Returns:
        Which tasks were filled from which file, and what could not be used.

    Raises:
        SourceError: If `path` does not exist, or is a file that cannot be read.
    """
    path = pathlib.Path(path)
    if not path.exists():
        raise SourceError(f"{path}: expected a notebook, a .py file or a folder. Found: nothing.")
    filled: dict[str, pathlib.Path] = {}
    problems: list[str] = []
    for file in _files(path):
        try:
            extraction = extract_file(file)
        except SourceError as error:
            if file == path:
                raise
            problems.append(str(error))
            continue
        problems += [f"{file.name}: {p.message}" for p in extraction.problems if p.fatal]
        for source in extraction.tasks.values():
            problem = fill(source)
            if problem:
                problems.append(f"{file.name}: {problem}")
            elif not source.blank:
                filled[source.task_id] = file
    return Filled(filled, tuple(problems))


def fill(source: TaskSource) -> str | None:
    """Fill one stub; a placeholder leaves it unfilled.

    Returns:
        None, or a sentence that says why it could not be filled.
    """
    if source.blank:
        return None
    try:
        run_module(source.text, source.task_id)
    except Exception as error:
        return f"{source.task_id} cannot be used: {type(error).__name__}: {error}"
    return None


def _files(path: pathlib.Path) -> list[pathlib.Path]:
    if path.is_file():
        return [path]
    return sorted(
        file
        for file in path.iterdir()
        if file.is_file()
        and file.suffix in {".py", ".ipynb"}
        and not file.name.startswith((".", "_"))
    )


def start(chapter_id: str, *, folder: str | pathlib.Path = ".") -> None:
    """Open a chapter: fill the earlier chapters' stubs and say from where.

    A task of an earlier chapter is filled from the learner's own notebook in
    `folder` when that solution passes its checks, and else from the course's
    solutions where they are present. The chapter's own stubs are emptied.

    Args:
        chapter_id: For example `"ch03_cnn"`.
        folder: Where the learner's notebooks are.

    Raises:
        UnknownTask: If there is no such chapter.
    """
    chapter = get_chapter(chapter_id)
    import_keras()
    for task in tasks_of(chapter_id):
        forget(task)
    earlier = [c for c in CHAPTERS.values() if c.number < chapter.number]
    folder = pathlib.Path(folder)
    print(f'Chapter {chapter.number}, "{chapter.title}".')
    origins = {task.id: "" for c in earlier for task in tasks_of(c.id)}
    for earlier_chapter in earlier:
        origins.update(_fill_chapter(earlier_chapter, folder))
    for line in _origin_lines(origins):
        print(line)


def _fill_chapter(chapter: Chapter, folder: pathlib.Path) -> dict[str, str]:
    """Fill one earlier chapter; return task id to a phrase saying from where."""
    origins = {}
    for source in _sources(solutions_folder(folder), f"{chapter.id}.py"):
        if not source.blank and fill(source) is None:
            origins[source.task_id] = "the course's solutions"
    for source in _sources(folder, chapter.notebook):
        if not source.blank and _passes(source):
            fill(source)
            origins[source.task_id] = f"your {chapter.notebook}"
    return origins


def _sources(folder: pathlib.Path | None, name: str) -> Iterable[TaskSource]:
    if folder is None or not (folder / name).is_file():
        return ()
    try:
        return extract_file(folder / name).tasks.values()
    except SourceError as error:
        print(error)
        return ()


def _passes(source: TaskSource) -> bool:
    # Imported here: the checks need the tasks, which need nothing of the checks.
    from fashionlab.checks.local import check_source
    from fashionlab.progress import Progress

    progress = Progress()
    known = progress.verdict(source)
    if known is None:
        known = check_source(source).passed
        progress.record(source, passed=known)
    return known


def solutions_folder(beside: pathlib.Path) -> pathlib.Path | None:
    """Find the course's solutions: `FASHIONLAB_FILL`, else `solutions` near a folder."""
    named = os.environ.get("FASHIONLAB_FILL")
    candidates = [pathlib.Path(named)] if named else []
    candidates += [beside.resolve().parent / "solutions", beside.resolve() / "solutions"]
    return next((folder for folder in candidates if folder.is_dir()), None)


def _origin_lines(origins: dict[str, str]) -> list[str]:
    lines = []
    for origin in dict.fromkeys(origins.values()):
        names = ", ".join(task_id for task_id, found in origins.items() if found == origin)
        lines.append(f"From {origin}: {names}." if origin else f"Not filled yet: {names}.")
    return lines
