"""Reading what learners hand in, however broken: told, never raised."""

import errno
import json
import os
import pathlib

import nbformat
import pytest

from fashionlab.authoring.assemble import assemble
from fashionlab.errors import SourceError, UnknownTask
from fashionlab.grading.submission import Submission, find_submissions, passed_over, read_submission

EXERCISE = pathlib.Path(__file__).resolve().parents[2] / "exercises" / "ch02_ann.ipynb"
SOFTMAX = (
    "from fashionlab import evaluation, solves\n"
    "@solves(evaluation.softmax)\ndef softmax(logits):\n    return logits\n"
)


@pytest.fixture
def exercise():
    return nbformat.read(EXERCISE, as_version=4)


def read(path, assignment="ch02_ann"):
    return read_submission(Submission("ada", path, assignment))


def written(path, notebook):
    path.write_text(json.dumps(notebook))  # as it is: nbformat would repair it
    return path


BROKEN = {
    "not JSON": (b"hello, this is my homework", "expected a Jupyter notebook, which is JSON"),
    "empty": (b"", "Found: an empty file"),
    "blanks": (b" \n ", "Found: an empty file"),
    "no cells": (b'{"cells": [], "nbformat": 4}', "Found: no cells"),
    "a list": (b"[1, 2]", "a list of cells"),
    "cells are text": (b'{"cells": "all"}', "a list of cells"),
    "not UTF-8": (b'{"cells": ["\xff\xfe"]}', "not UTF-8"),
    "deeply nested": (b"[" * 100_000, "expected a Jupyter notebook"),
    "huge number": (b'{"cells": ' + b"9" * 10_000 + b"}", "notebook"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_named_with_what_was_expected_and_found(name, tmp_path):
    content, expected = BROKEN[name]
    path = tmp_path / "ada.ipynb"
    path.write_bytes(content)
    contents = read(path)
    assert contents.tasks == {}
    assert "ada.ipynb" in contents.unreadable
    assert expected in contents.unreadable


def test_a_directory_where_a_file_should_be(tmp_path):
    (tmp_path / "ada.ipynb").mkdir()
    assert "Found: a directory" in read(tmp_path / "ada.ipynb").unreadable


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "ada.ipynb").symlink_to(EXERCISE)
    assert "symbolic link" in read(tmp_path / "ada.ipynb").unreadable


def test_names_that_look_alike_once_printed_are_two_students(tmp_path):
    for name in ("eve\n1", r"eve\n1", r"eve\\n1"):
        (tmp_path / f"{name}.ipynb").write_text("{}")
    students = [submission.student for submission in find_submissions([tmp_path], "ch02_ann")]
    assert students == [r"eve\\\\n1", r"eve\\n1", r"eve\n1"]


def test_a_locked_folder_is_its_owner_s_alone(tmp_path, monkeypatch):
    for student in ("ada", "eve"):
        (tmp_path / student / "ch02_ann").mkdir(parents=True)
    look = os.stat

    def stat(path, *args, **kwargs):  # for root, whose tests these may be, nothing is locked
        if f"{os.sep}eve{os.sep}" in os.fsdecode(path):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return look(path, *args, **kwargs)

    monkeypatch.setattr(os, "stat", stat)
    ada, eve = find_submissions([tmp_path], "ch02_ann")
    assert (ada.student, eve.student) == ("ada", "eve")
    assert "Found: nothing" in read(ada.path).unreadable
    assert "Found: " in read(eve.path).unreadable


def test_cells_that_are_no_cells_are_passed_over(tmp_path, exercise):
    exercise = json.loads(json.dumps(assemble(exercise, {"evaluation.softmax": SOFTMAX})))
    exercise["cells"] += [None, 3, {}, {"cell_type": 7, "source": 8}, {"source": [1, "x"]}]
    path = tmp_path / "ada.ipynb"
    path.write_text(json.dumps(exercise))
    assert not read(path).tasks["evaluation.softmax"].blank


def test_a_syntax_error_in_one_cell_leaves_the_other_tasks(tmp_path, exercise):
    sources = {
        "evaluation.softmax": "@solves(evaluation.softmax)\ndef softmax(logits)\n    return 1",
        "evaluation.accuracy": "@solves(evaluation.accuracy)\n"
        "def accuracy(probabilities, labels):\n    return 0.5",
    }
    contents = read(written(tmp_path / "ada.ipynb", assemble(exercise, sources)))
    assert "evaluation.softmax" not in contents.tasks
    (problem,) = [p for p in contents.problems if p.fatal]
    assert problem.task_id == "evaluation.softmax"
    assert "line 2" in problem.message
    assert "def softmax(logits)" in problem.message
    assert not contents.tasks["evaluation.accuracy"].blank


def test_another_assignments_notebook_is_recognised(tmp_path, exercise):
    contents = read(written(tmp_path / "ada.ipynb", exercise), "ch03_cnn")
    assert contents.tasks == {}
    assert any("Found: the one of ch02_ann" in p.message for p in contents.problems)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda cells, n: cells.pop(n), "is missing"),
        (lambda cells, n: cells.insert(n, cells[n]), "is there 2 times"),
        (lambda cells, n: cells[n].update(source="print('passed')"), "was edited"),
    ],
)
def test_a_changed_check_cell_is_told_and_changes_nothing(change, told, tmp_path, exercise):
    filled = assemble(exercise, {"evaluation.softmax": SOFTMAX})
    number = [cell["id"] for cell in filled["cells"]].index("evaluation-softmax-check")
    change(filled["cells"], number)
    contents = read(written(tmp_path / "ada.ipynb", filled))
    assert [p.message for p in contents.problems if told in p.message]
    assert not contents.tasks["evaluation.softmax"].blank


def test_an_untouched_notebook_has_no_problems(tmp_path, exercise):
    assert read(written(tmp_path / "ada.ipynb", exercise)).problems == ()


def test_outputs_of_100_megabytes_are_read_past(tmp_path, exercise):
    filled = assemble(exercise, {"evaluation.softmax": SOFTMAX})
    text = "x" * 1_000_000
    filled["cells"][5]["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": text} for _ in range(100)
    ]
    path = tmp_path / "ada.ipynb"
    path.write_text(json.dumps(filled))
    assert not read(path).tasks["evaluation.softmax"].blank


def test_messages_hold_nothing_a_terminal_obeys(tmp_path):
    path = tmp_path / "ada.ipynb"
    path.write_bytes(b"\x1b[2J\x1b[31mowned")
    assert "\x1b" not in read(path).unreadable


def test_both_folder_layouts_are_found(tmp_path):
    flat, nested = tmp_path / "flat", tmp_path / "submitted"
    flat.mkdir()
    for student in ("bo", "ada"):
        (flat / f"{student}.ipynb").write_text("x")
        place = nested / student / "ch02_ann"
        place.mkdir(parents=True)
        (place / "ch02_ann.ipynb").write_text("x")
    (nested / "absent" / "ch02_ann").mkdir(parents=True)
    assert [s.student for s in find_submissions([flat], "ch02_ann")] == ["ada", "bo"]
    found = find_submissions([nested], "ch02_ann")
    assert [s.student for s in found] == ["absent", "ada", "bo"]
    assert "Found: nothing" in read_submission(found[0]).unreadable
    one = nested / "bo" / "ch02_ann" / "ch02_ann.ipynb"
    assert [s.student for s in find_submissions([one], "ch02_ann")] == ["bo"]


def test_two_notebooks_of_one_student_are_refused_by_name(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "ada.ipynb").write_text("x")
    with pytest.raises(SourceError, match=r"two for 'ada'.*a/ada\.ipynb.*b/ada\.ipynb"):
        find_submissions([tmp_path / "a", tmp_path / "b"], "ch02_ann")


def test_accents_in_two_spellings_are_one_name(tmp_path):
    for name in ("Zo\u00eb", "Zoe\u0308"):
        (tmp_path / f"{name}.ipynb").write_text("x")
    with pytest.raises(SourceError, match="two for 'Zo\u00eb'"):
        find_submissions([tmp_path], "ch02_ann")


def test_a_notebook_named_twice_is_one_submission(tmp_path):
    path = tmp_path / "ada.ipynb"
    path.write_text("x")
    assert len(find_submissions([tmp_path, path, path], "ch02_ann")) == 1


def test_what_is_no_submission_is_named(tmp_path):
    for name in ("ada.ipynb", "BO.IPYNB", "cy.ipynb.txt", "\x1b[2Jdi.zip", ".hidden"):
        (tmp_path / name).write_text("x")
    (tmp_path / "eve" / "ch02_ann").mkdir(parents=True)
    (tmp_path / "moodle_1").mkdir()
    assert [s.student for s in find_submissions([tmp_path], "ch02_ann")] == ["BO", "ada", "eve"]
    assert passed_over([tmp_path], "ch02_ann") == ["\\x1b[2Jdi.zip", "cy.ipynb.txt", "moodle_1"]


def test_wrong_paths_and_assignments_are_named(tmp_path):
    with pytest.raises(SourceError, match="Found: nothing"):
        find_submissions([tmp_path / "missing"], "ch02_ann")
    with pytest.raises(SourceError, match=r"<student>\.ipynb"):
        find_submissions([tmp_path], "ch02_ann")
    with pytest.raises(UnknownTask, match="ch02_ann"):
        find_submissions([tmp_path], "ch99_none")
