"""Reading a submission can be ended, and costs nobody else anything."""

import os
import pathlib
import shutil
import signal
import sys

import nbformat
import pytest

from fashionlab.authoring.release import write_bytes
from fashionlab.errors import GraderFault
from fashionlab.grading.reading import Reader
from fashionlab.grading.submission import Submission, read_submission

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXERCISE = ROOT / "exercises" / "ch02_ann.ipynb"
# Python brings accents into order one by one: it takes minutes.
ACCENTS = "a" + "\u0301" * 45_000 + "\u0316" * 45_000 + " = 1"


@pytest.fixture
def reader():
    made = Reader()
    yield made
    made.close()


def submission(path, code=None):
    notebook = nbformat.read(EXERCISE, as_version=4)
    if code is not None:
        notebook["cells"].append(nbformat.v4.new_code_cell(code, id="added"))
    path.write_bytes(write_bytes(notebook))
    return Submission("ada", path, "ch02_ann")


@pytest.mark.parametrize("code", [None, "hidden = 1\ndef helper(x):\n    return x + hidden", "%%"])
def test_a_submission_reads_as_it_does_without_a_process_between(reader, tmp_path, code):
    handed = submission(tmp_path / "ada.ipynb", code)
    assert reader.read(handed) == read_submission(handed)


def test_a_strange_name_and_a_missing_file_are_told_of_alike(reader, tmp_path):
    for name in ("eve\udc80\n\u3164.ipynb", "Zo\u00eb.ipynb"):
        handed = Submission("eve", tmp_path / name, "ch02_ann")
        contents = reader.read(handed)
        assert "Found: nothing" in contents.unreadable
        assert contents == read_submission(handed)


def test_code_that_python_takes_minutes_to_read_is_refused(tmp_path):
    reader = Reader(cpu_seconds=1)
    contents = reader.read(submission(tmp_path / "eve.ipynb", ACCENTS))
    assert "could not be read within 1 seconds" in contents.unreadable
    assert contents.tasks == {}
    assert reader._beside.pid is None


def test_the_next_one_is_read_after_the_process_has_died(reader, tmp_path):
    handed = submission(tmp_path / "ada.ipynb")
    first = reader.read(handed)
    os.kill(reader._beside.pid, signal.SIGKILL)
    assert reader.read(handed) == first


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("os.abort()", "ended the process that reads"),
        ("while True: pass", "could not be read within 1 seconds"),
    ],
)
def test_what_ends_the_process_is_refused(replaced, body, outcome, tmp_path):
    reader = replaced("fashionlab.grading.reading", "read_submission", body, cpu_seconds=1)
    assert outcome in reader.read(submission(tmp_path / "eve.ipynb")).unreadable


def test_a_process_that_others_end_again_and_again_is_a_fault(replaced, tmp_path):
    body = "os.kill(os.getpid(), 9)"
    reader = replaced("fashionlab.grading.reading", "read_submission", body)
    with pytest.raises(GraderFault, match="killed twice from outside"):
        reader.read(submission(tmp_path / "ada.ipynb"))


def test_a_process_that_does_not_start_is_a_fault(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    with pytest.raises(GraderFault, match=r"grading.reading` to start. It did not.*exit code 1"):
        Reader().read(submission(tmp_path / "ada.ipynb"))


def test_nothing_is_imported_from_the_folder_of_the_submissions(reader, monkeypatch, tmp_path):
    for name in ("ast", "json", "fashionlab", "queue"):
        (tmp_path / f"{name}.py").write_text("open('trap', 'w').close()\n")
    monkeypatch.chdir(tmp_path)
    assert reader.read(submission(tmp_path / "ada.ipynb")).tasks
    assert not (tmp_path / "trap").exists()


def test_a_fault_of_ours_stays_one(reader, tmp_path):
    with pytest.raises(RuntimeError, match="UnknownTask"):
        reader.read(Submission("ada", submission(tmp_path / "a.ipynb").path, "ch99_nothing"))
