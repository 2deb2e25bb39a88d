"""The checks as pytest items: `pytest --pyargs fashionlab.checks --fill NOTEBOOK`.

One item per check, marked with its task's id, run on the functions of the
notebook in this very process. For practice and for the continuous integration
of a classroom; marks come from `fashionlab grade`.
"""

import pathlib
import re
from collections.abc import Iterator
from typing import Any

import pytest

_CHECKS_FOLDER = pathlib.Path(__file__).parent
_CHAPTER_FILE = re.compile(r"ch\d\d_\w+\.py")


class CheckFailed(Exception):
    """A check did not pass; shown without a traceback."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--fill`."""
    parser.getgroup("fashionlab").addoption(
        "--fill",
        action="append",
        default=[],
        metavar="PATH",
        help="a notebook, .py file or folder whose functions the fashionlab checks run on",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Read what `--fill` names, and declare a marker per task."""
    if not config.getoption("--fill"):
        return
    from fashionlab.errors import FashionlabError
    from fashionlab.source import extract_file
    from fashionlab.tasks import all_tasks

    for task_id, task in all_tasks().items():
        config.addinivalue_line("markers", f"{task_id}: task of {task.chapter_id}")
    sources: dict[str, Any] = {}
    chapters: set[str] = set()
    try:
        for path in config.getoption("--fill"):
            for file in _files(pathlib.Path(path)):
                found = extract_file(file)
                sources.update(found.tasks)
                chapters |= {t.chapter_id for t in all_tasks().values() if t.id in found.tasks}
                chapters |= {file.stem}
    except FashionlabError as error:
        raise pytest.UsageError(str(error)) from None
    config.stash[_SOURCES] = sources
    config.stash[_CHAPTERS] = chapters


_SOURCES = pytest.StashKey[dict[str, Any]]()
_CHAPTERS = pytest.StashKey[set[str]]()


def _files(path: pathlib.Path) -> list[pathlib.Path]:
    if not path.is_dir():
        return [path]
    return sorted(f for f in path.iterdir() if _CHAPTER_FILE.match(f.with_suffix(".py").name))


def pytest_collect_file(file_path: pathlib.Path, parent: pytest.Collector) -> "CheckFile | None":
    """Collect a chapter's checks when `--fill` names functions for it."""
    is_chapter = file_path.parent == _CHECKS_FOLDER and _CHAPTER_FILE.fullmatch(file_path.name)
    chapters = parent.config.stash.get(_CHAPTERS, set())
    if not is_chapter or file_path.stem not in chapters:
        return None
    return CheckFile.from_parent(parent, path=file_path)


class CheckFile(pytest.File):
    """The checks of one chapter."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield one item per check."""
        from fashionlab.checks.registry import checks_of
        from fashionlab.tasks import tasks_of

        for task in tasks_of(self.path.stem):
            for check in checks_of(task):
                item: CheckItem = CheckItem.from_parent(self, name=check.id)
                item.check = check
                item.add_marker(task.id)
                yield item


class CheckItem(pytest.Item):
    """One check."""

    check: Any

    def runtest(self) -> None:
        """Ask the question and judge the answer."""
        from fashionlab.checks.local import check_source
        from fashionlab.checks.results import Outcome

        source = self.config.stash[_SOURCES].get(self.check.task_id)
        if source is None or source.blank:
            raise CheckFailed(f"{self.check.task_id} is not written yet.")
        (result,) = check_source(source, only=lambda check: check.id == self.check.id).results
        if result.outcome is not Outcome.PASSED:
            hint = f"\nHint: {result.hint}" if result.hint else ""
            raise CheckFailed(f"{result.title}\n{result.outcome}: {result.message}{hint}")

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """Show what the check says; a traceback only for faults of ours."""
        if isinstance(excinfo.value, CheckFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[pathlib.Path, None, str]:
        """Name the item by its check."""
        return self.path, None, self.name
