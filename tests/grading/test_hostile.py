"""Hostile submissions earn nothing and harm nobody; honest ones that look odd earn everything."""

import ast
import csv
import dataclasses
import io
import os
import pathlib
import stat
import tempfile
from collections.abc import Callable, Iterator

import pytest
import rich.console

import fashionlab
from fashionlab.grading import grade as grading
from fashionlab.grading.console import marks_table
from fashionlab.grading.examination import Examination, examine
from fashionlab.grading.feedback import feedback_page
from fashionlab.grading.grade import Grader
from fashionlab.grading.gradebook import write_csv
from fashionlab.grading.isolation import isolation_level
from fashionlab.grading.ledger import Ledger
from fashionlab.grading.records import Record, Report, write_report
from fashionlab.grading.runners import Remembering
from fashionlab.grading.submission import Submission
from fashionlab.grading.worker import Worker
from fashionlab.source import extract_file
from fashionlab.tasks import get_task, tasks_of

# Without the whole wall some of these would end the tester's own session, or worse.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        isolation_level().level != "full", reason=f"the wall is incomplete: {isolation_level()}"
    ),
]

ROOT = pathlib.Path(__file__).resolve().parents[2]
HOSTILE = ROOT / "tests" / "submissions" / "hostile"
ODD = sorted((ROOT / "tests" / "submissions" / "honest_but_odd").glob("*.py"))
AIMS = sorted(folder for folder in HOSTILE.iterdir() if folder.is_dir())
REFERENCE = ROOT / "solutions" / "ch02_ann.py"
MARKER = "fashionlab-was-here"
# Where a submission may try to write: where its own code, its parents and its users live.
WITHIN_REACH = (
    *("/", "/tmp", "/var/tmp", "/dev", "/dev/shm", "/etc", "/root", "/home", "/usr/lib", "/run"),
    *(str(ROOT), str(ROOT / "tests"), os.getcwd(), tempfile.gettempdir()),
)
GRACE = 30.0  # seconds past the limit: the warden's own work on a busy machine

Grade = Callable[[pathlib.Path], list[Record]]


def cases() -> Iterator[object]:
    """Every hostile module, and after each aim a correct submission: their neighbour."""
    for aim in AIMS:
        for path in sorted(aim.glob("*.py")):
            yield pytest.param(path, id=f"{aim.name}/{path.stem}")
        yield pytest.param(REFERENCE, id=f"{aim.name}/neighbour")


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with pytest.MonkeyPatch.context() as environment, Worker() as worker:
        environment.setenv("FASHIONLAB_GRADING_SEED", "1234567890123456789")
        yield worker


@pytest.fixture(scope="module")
def examined() -> Callable[[str], Examination]:
    known: dict[str, Examination] = {}

    def of(assignment: str) -> Examination:
        if assignment not in known:
            known[assignment] = examine(assignment, seed=2**61 + 17)
        return known[assignment]

    return of


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The folder of the ledger in which answers are kept, as `fashionlab grade` keeps them."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def grade_file(
    worker: Worker, examined: Callable[[str], Examination], kept: pathlib.Path
) -> Iterator[Grade]:
    """Grade a module as the submission of the student with its name; once only."""
    known: dict[pathlib.Path, list[Record]] = {}

    def grade(path: pathlib.Path) -> list[Record]:
        if path not in known or path == REFERENCE:
            assignment = get_task(task_of(path)).chapter_id
            # The neighbour is run every time.
            runner = worker if path == REFERENCE else Remembering(worker, ledger)
            grader = Grader(examined(assignment), "full", runner)
            submission = Submission(path.stem, path, assignment)
            known[path] = grader.grade(submission, lambda record: None)
        return known[path]

    with Ledger(kept / "report.ledger") as ledger:
        yield grade


def task_of(path: pathlib.Path) -> str:
    return next(iter(extract_file(path).tasks))


def expected(path: pathlib.Path) -> set[str]:
    """The outcomes that a module's docstring allows."""
    lines = (ast.get_docstring(ast.parse(path.read_text())) or "").splitlines()
    aim, expect = lines[-2:]
    assert aim == f"Aim: {path.parent.name.replace('_', ' ')}".replace("secrets", "what is secret")
    return set(expect.removeprefix("Expect: ").split(", "))


def traces() -> dict[str, object]:
    """What a submission could have left or changed outside."""
    found: dict[str, object] = {}
    for folder in WITHIN_REACH:
        for place in (folder, f"{folder}/{MARKER}"):
            if os.path.lexists(place):
                status = os.lstat(place)
                found[place] = (stat.filemode(status.st_mode), status.st_uid, status.st_mtime == 1)
    for path in pathlib.Path(fashionlab.__file__).parent.rglob("*.py"):
        status = path.lstat()
        found[str(path)] = (stat.filemode(status.st_mode), status.st_uid, status.st_size > 0)
    found["/dev/null"] = os.stat("/dev/null").st_mode
    return found


@pytest.mark.parametrize("path", list(cases()))
def test_a_hostile_submission_earns_nothing_and_harms_nobody(
    path, grade_file, worker, left_behind, monkeypatch
):
    if path == REFERENCE:
        assert [r.outcome for r in grade_file(path)] == ["passed"] * len(tasks_of("ch02_ann"))
        return
    allowed, before = expected(path), traces()
    if "timed_out" in allowed:
        monkeypatch.setattr(
            grading, "PLAIN_LIMITS", dataclasses.replace(grading.PLAIN_LIMITS, seconds=3)
        )
    records = {record.task: record for record in grade_file(path)}
    record = records.pop(task_of(path))
    assert record.outcome in allowed, record.messages
    assert record.points == 0
    assert {other.points for other in records.values()} == {0}
    limits = grading.TRAINING_LIMITS if "build_" in record.task else grading.PLAIN_LIMITS
    assert record.seconds < limits.seconds + GRACE
    assert left_behind(worker) == []
    assert traces() == before
    assert MARKER not in " ".join(os.listdir(tempfile.gettempdir()))


def test_what_is_kept_of_hostile_submissions_fills_no_disk(grade_file, kept):
    for aim in AIMS:
        for path in sorted(aim.glob("*.py")):
            grade_file(path)
    assert sum(file.stat().st_size for file in kept.iterdir()) < 16 * 2**20


def test_what_is_shown_of_hostile_submissions_is_only_text(grade_file, tmp_path):
    records = [r for aim in AIMS for path in sorted(aim.glob("*.py")) for r in grade_file(path)]
    report = Report("ch02_ann", 1, {"level": "full"}, tuple(records))
    console = rich.console.Console(file=io.StringIO(), width=200, force_terminal=False)
    console.print(marks_table(report))
    write_csv(report, tmp_path / "marks.csv")
    write_report(report, tmp_path / "report.json")
    pages = "".join(feedback_page(records) for records in report.by_student().values())
    table = console.file.getvalue()
    book = (tmp_path / "marks.csv").read_text(encoding="utf-8")
    for shown in (pages, table, book, *(" ".join(r.messages) for r in records)):
        assert not set(shown) & {"\x1b", "\x9b", "\x00", "\x07", "\u202e", "\u2066"}
    assert "<script" not in pages
    assert "<img" not in pages
    assert "<style>*" not in pages
    assert max(len(message) for r in records for message in r.messages) < 2_000
    for row in csv.reader(io.StringIO(book)):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


@pytest.mark.parametrize("path", ODD, ids=lambda path: path.stem)
def test_an_honest_submission_may_look_odd(path, grade_file):
    record = next(r for r in grade_file(path) if r.task == task_of(path))
    assert record.outcome == "passed", record.messages
    assert record.points == record.max_points
