"""Grading from end to end: a folder of notebooks in; report, gradebook and feedback out."""

import concurrent.futures
import contextlib
import csv
import dataclasses
import json
import pathlib
import signal
import threading

import nbformat
import pytest

from fashionlab.authoring.assemble import assemble
from fashionlab.authoring.release import write_bytes
from fashionlab.chapters import Chapter
from fashionlab.checks.results import Outcome
from fashionlab.errors import SourceError, UnknownDataset
from fashionlab.grading import console
from fashionlab.grading import grade as grading
from fashionlab.grading.console import grade_with_progress
from fashionlab.grading.examination import examine
from fashionlab.grading.feedback import feedback_page, write_feedback
from fashionlab.grading.grade import grade
from fashionlab.grading.gradebook import harmless, write_csv
from fashionlab.grading.isolation.report import switched_off
from fashionlab.grading.records import (
    CheckRecord,
    Record,
    Report,
    data_of,
    read_report,
    write_report,
)
from fashionlab.grading.runners import workers_here
from fashionlab.grading.submission import find_submissions
from fashionlab.grading.worker import Run, Worker
from fashionlab.source import module_text

ROOT = pathlib.Path(__file__).resolve().parents[2]
ASSIGNMENT = "ch02_ann"
TASK = "evaluation.softmax"
HEAD = (
    "from fashionlab import evaluation, solves\nimport numpy as np\n@solves(evaluation.softmax)\n"
)

CLASS = {
    "right": (module_text(ROOT / "solutions" / "ch02_ann.py", TASK), "passed"),
    "wrong": (HEAD + "def softmax(logits):\n    return logits\n", "incorrect"),
    "nothing": (HEAD + "def softmax(logits):\n    z = np.exp(logits)\n", "incorrect"),
    "error": (HEAD + "def softmax(logits):\n    return logit\n", "crashed"),
    "wrong_signature": (HEAD + "def softmax(x, n=2):\n    return x\n", "crashed"),
    "exit": (HEAD + "def softmax(logits):\n    raise SystemExit\n", "crashed"),
    "noisy": (
        HEAD + "def softmax(logits):\n"
        "    import sys, warnings\n"
        "    print('x' * 10_000_000, file=sys.stderr)\n"
        "    warnings.warn('careful')\n"
        "    z = np.exp(logits - logits.max(-1, keepdims=True))\n"
        "    return z / z.sum(-1, keepdims=True)\n",
        "passed",
    ),
    "blank": (
        HEAD + 'def softmax(logits):\n    """Doc."""\n    raise NotImplementedError()\n',
        "not_attempted",
    ),
    "blank_in_disguise": (
        HEAD + "def softmax(logits):\n    x = 1\n    raise NotImplementedError()\n",
        "not_attempted",
    ),
    "borrower": (HEAD + "def softmax(logits):\n    return logits * hidden\n", "crashed"),
}


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Report:
    folder = tmp_path_factory.mktemp("class")
    exercise = nbformat.read(ROOT / "exercises" / f"{ASSIGNMENT}.ipynb", as_version=4)
    exercise["cells"].append(nbformat.v4.new_code_cell("hidden = data.load()", id="hidden"))
    for student, (source, _) in CLASS.items():
        notebook = assemble(exercise, {TASK: source})
        (folder / f"{student}.ipynb").write_bytes(write_bytes(notebook))
    (folder / "broken.ipynb").write_text("{")
    examination = examine(ASSIGNMENT, seed=7)
    # The other tasks of the chapter are blank everywhere.
    with workers_here(2) as runners:
        return grade(find_submissions([folder], ASSIGNMENT), examination, runners=runners)


def record(report, student, task=TASK):
    return next(r for r in report.records if (r.student, r.task) == (student, task))


@pytest.mark.parametrize("student", CLASS)
def test_every_way_to_end_has_its_outcome(student, report):
    found = record(report, student)
    assert found.outcome == CLASS[student][1], found.messages
    assert found.points == (2 if found.outcome == "passed" else 0)


def test_there_is_one_record_per_submission_and_task(report):
    assert len(report.records) == (len(CLASS) + 1) * 4
    for found in report.records:
        assert found.max_points > 0
        assert found.isolation == report.isolation["level"]
        assert found.data
        assert {"python", "keras", "fashionlab"} <= set(found.versions)


def test_a_broken_notebook_is_refused_and_its_neighbours_are_graded(report):
    found = record(report, "broken")
    assert (found.outcome, found.points) == ("refused", 0)
    assert "broken.ipynb: expected a Jupyter notebook" in found.messages[0]


def test_messages_say_what_happened(report):
    assert "Expected: softmax(logits)" in " ".join(record(report, "wrong_signature").messages)
    assert "Received: softmax(x, n=2)" in " ".join(record(report, "wrong_signature").messages)
    assert "NameError" in " ".join(record(report, "error").messages)
    assert "return logit" in " ".join(record(report, "error").messages)
    assert "hidden from elsewhere" in " ".join(record(report, "borrower").messages)
    hints = [check.hint for check in record(report, "nothing").checks]
    assert any("return" in hint for hint in hints)


def test_a_report_survives_writing_and_reading(report, tmp_path):
    write_report(report, tmp_path / "deep" / "report.json")
    assert read_report(tmp_path / "deep" / "report.json") == report


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": 99}', '{"format": 1}', "\x00"])
def test_what_is_no_report_is_named(content, tmp_path):
    path = tmp_path / "report.json"
    path.write_text(content)
    with pytest.raises(SourceError, match=r"report\.json"):
        read_report(path)


def test_a_report_with_a_seed_that_draws_nothing_is_named(report, tmp_path):
    write_report(dataclasses.replace(report, seed=-1), tmp_path / "report.json")
    with pytest.raises(SourceError, match="a negative seed"):
        read_report(tmp_path / "report.json")


def test_the_gradebook_has_a_row_per_student(report, tmp_path):
    write_csv(report, tmp_path / "marks.csv")
    with open(tmp_path / "marks.csv", newline="", encoding="utf-8") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert len(rows) == len(CLASS) + 1
    assert rows["right"][TASK] == "2"
    assert rows["right"]["points"] == "2"
    assert rows["right"]["max_points"] == "8"
    assert rows["wrong"]["points"] == "0"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_a_spreadsheet_runs_nothing_from_the_gradebook(text):
    assert harmless(text).startswith("'")
    assert harmless("ada") == "ada"


def fake(student="ada", **changes) -> Record:
    values = {
        "student": student,
        "file": "ada.ipynb",
        "assignment": ASSIGNMENT,
        "task": TASK,
        "outcome": "incorrect",
        "points": 0,
        "max_points": 2,
        "messages": ("<script>alert(1)</script>",),
        "checks": (CheckRecord("c", "A title", "incorrect", "<b>bold</b>", "<i>hint</i>"),),
        "seconds": 1.0,
        "isolation": "full",
        "data": "fashion_mnist",
        "versions": {"keras": "3"},
    }
    return Record(**{**values, **changes})


def test_a_feedback_page_runs_nothing(tmp_path):
    page = feedback_page([fake("<img src=x onerror=alert(1)>")])
    for text in ("<script>alert", "<b>bold", "<i>hint", "<img src=x"):
        assert text not in page
    assert "&lt;script&gt;" in page
    assert "Content-Security-Policy" in page


def test_feedback_files_stay_in_their_folder(tmp_path):
    students = ["../../etc/passwd", "ada", "ADA", ".hidden", "a/b"]
    records = tuple(fake(student) for student in students)
    written = write_feedback(Report(ASSIGNMENT, 1, {}, records), tmp_path / "pages")
    assert len({path.name.lower() for path in written}) == len(students)
    assert all(path.parent == tmp_path / "pages" for path in written)
    assert not any(path.name.startswith(".") for path in written)


@pytest.mark.parametrize("student", ["a/b", "Ada", "x" * 300, "eve-0123456789ab"])
def test_a_page_has_the_same_name_whoever_else_is_graded(student, tmp_path):
    alone = write_feedback(Report(ASSIGNMENT, 1, {}, (fake(student),)), tmp_path)
    others = ["a_b", "a?b", "ada?", "x" * 299, "eve"]
    records = tuple(fake(other) for other in [*others, student])
    together = write_feedback(Report(ASSIGNMENT, 1, {}, records), tmp_path)
    assert together[-1] == alone[0]
    assert together[-1] not in together[:-1]


def test_nobody_can_be_called_what_another_ones_page_is_called(tmp_path):
    (victim,) = write_feedback(Report(ASSIGNMENT, 1, {}, (fake("a/b"),)), tmp_path)
    (page,) = write_feedback(Report(ASSIGNMENT, 1, {}, (fake(victim.stem),)), tmp_path)
    assert page != victim


def test_the_questions_of_a_report_can_be_asked_again(report, tmp_path):
    folder = tmp_path / "class"
    folder.mkdir()
    exercise = nbformat.read(ROOT / "exercises" / f"{ASSIGNMENT}.ipynb", as_version=4)
    notebook = assemble(exercise, {TASK: CLASS["wrong"][0]})
    (folder / "wrong.ipynb").write_bytes(write_bytes(notebook))
    again = grade_with_progress([folder], ASSIGNMENT, workers=1, like=report)
    assert again.seed == report.seed
    # What was received depends on the inputs.
    assert record(again, "wrong").messages == record(report, "wrong").messages
    with pytest.raises(SourceError, match="Expected a report of ch03_cnn, to ask its questions"):
        data_of(report, "ch03_cnn")
    with pytest.raises(SourceError, match="Expected a report of ch02_ann on cifar100"):
        data_of(report, ASSIGNMENT, "cifar100")


def test_data_without_thresholds_is_refused_before_anything_runs():
    with pytest.raises(UnknownDataset, match=r"fashion_mnist or synthetic_fashion.*'mnist'"):
        examine(ASSIGNMENT, data_name="mnist")


def test_after_ctrl_c_nothing_new_is_asked(monkeypatch, tmp_path):
    """What runs is waited for; the other tasks of the submission are left."""
    told = threading.Event()
    shut_down = concurrent.futures.ThreadPoolExecutor.shutdown

    def tell(pool, **options):
        told.set()
        shut_down(pool, **options)

    monkeypatch.setattr(concurrent.futures.ThreadPoolExecutor, "shutdown", tell)
    asked = []

    class Interrupted:
        isolation = switched_off()

        def run(self, request, limits=None):
            asked.append(request["task"])
            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
            assert told.wait(60)
            return Run("timed_out", (), "", 0.0, 0.0)

    sources = {
        task: module_text(ROOT / "solutions" / "ch02_ann.py", task)
        for task in (TASK, "evaluation.accuracy")
    }
    exercise = nbformat.read(ROOT / "exercises" / f"{ASSIGNMENT}.ipynb", as_version=4)
    (tmp_path / "ada.ipynb").write_bytes(write_bytes(assemble(exercise, sources)))
    submissions = find_submissions([tmp_path], ASSIGNMENT)
    with pytest.raises(KeyboardInterrupt):
        grade(submissions, examine(ASSIGNMENT, seed=1), runners=[Interrupted()])
    assert asked == [TASK]


def test_a_fault_of_the_grader_costs_nothing_and_shows(monkeypatch, tmp_path):
    def broken(*arguments):
        raise OSError("disk full")

    monkeypatch.setattr(grading, "grade_task", broken)
    (tmp_path / "ada.ipynb").write_bytes((ROOT / "exercises" / "ch02_ann.ipynb").read_bytes())
    submissions = find_submissions([tmp_path], ASSIGNMENT)
    report = grade(submissions, examine(ASSIGNMENT, seed=1), runners=[Worker()])
    assert {r.outcome for r in report.records} == {str(Outcome.GRADER_FAULT)}
    assert {r.points for r in report.records} == {None}
    write_csv(report, tmp_path / "marks.csv")
    assert "evaluation.softmax" in (tmp_path / "marks.csv").read_text().splitlines()[1]
    assert "open" in feedback_page(list(report.records))


def test_the_report_holds_no_hidden_input(report):
    text = json.dumps([r.messages for r in report.records if r.outcome == "passed"])
    assert "[" in text
    assert "array" not in text


def test_chapters_have_a_number():
    assert Chapter("ch12_x", "X").number == 12


def test_the_grading_seed_decides_the_questions(monkeypatch):
    monkeypatch.setenv("FASHIONLAB_GRADING_SEED", "any text will do")
    first = examine(ASSIGNMENT)
    assert first.seed == examine(ASSIGNMENT).seed
    monkeypatch.setenv("FASHIONLAB_GRADING_SEED", "any other text")
    assert examine(ASSIGNMENT).seed != first.seed
    monkeypatch.delenv("FASHIONLAB_GRADING_SEED")
    assert examine(ASSIGNMENT).seed != examine(ASSIGNMENT).seed


def test_a_wall_that_is_not_whole_is_told_of_before_anything_runs(monkeypatch, tmp_path, capsys):
    seen = []

    class Unwalled:
        isolation = switched_off()

        def run(self, request, limits=None):
            seen.append(capsys.readouterr().out)
            return Run("timed_out", (), "killed: more than 40 seconds", 0.0, 0.0)

    monkeypatch.setattr(console, "_runners", lambda *_: contextlib.nullcontext([Unwalled()]))
    exercise = nbformat.read(ROOT / "exercises" / f"{ASSIGNMENT}.ipynb", as_version=4)
    notebook = assemble(exercise, {TASK: CLASS["wrong"][0]})
    (tmp_path / "ada.ipynb").write_bytes(write_bytes(notebook))
    report = grade_with_progress([tmp_path], ASSIGNMENT, workers=1)
    missing = switched_off().missing
    for text in (seen[0], capsys.readouterr().out):
        assert missing
        assert all(name in text for name in missing)
    assert "fashionlab doctor" in seen[0]
    assert (
        record(report, "ada")
        .messages[0]
        .endswith("more than 40 seconds. Is there an endless loop?")
    )
