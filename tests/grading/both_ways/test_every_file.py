"""What `compare_ways.py` grades both ways: every file there is, each once."""

import collections
import pathlib

import nbformat
import pytest

from fashionlab.chapters import CHAPTERS
from fashionlab.grading.submission import Submission, read_submission

from .every_file import SOLUTIONS, SUBMISSIONS, earns, submissions_of


@pytest.fixture(scope="module")
def submissions():
    return {assignment: submissions_of(assignment) for assignment in CHAPTERS}


def test_every_file_stands_in_one_submission(submissions):
    counted = collections.Counter(
        path
        for students in submissions.values()
        for _, fill in students.values()
        for path in fill.values()
        if path.parent != SOLUTIONS
    )
    assert set(counted) == set(SUBMISSIONS.rglob("*.py"))
    assert set(counted.values()) == {1}


def test_what_stands_there_is_read_as_the_solution(submissions, tmp_path):
    for number, (assignment, students) in enumerate(submissions.items()):
        path = pathlib.Path(tmp_path, f"{number}.ipynb")
        content, fill = students["student002"]
        path.write_bytes(content)
        nbformat.validate(nbformat.reads(content.decode(), as_version=4))
        tasks = read_submission(Submission("student002", path, assignment)).tasks
        assert {task for task, source in tasks.items() if not source.blank} == set(fill)


@pytest.mark.parametrize(
    ("path", "right"),
    [
        (SOLUTIONS / "ch02_ann.py", True),
        (SUBMISSIONS / "alternatives" / "evaluation.softmax" / "log_sum_exp.py", True),
        (SUBMISSIONS / "honest_but_odd" / "chatty_softmax.py", True),
        (SUBMISSIONS / "mutants" / "evaluation.softmax" / "sigmoid.py", False),
        (next((SUBMISSIONS / "variants" / "evaluation.softmax").glob("*.py")), False),
        (SUBMISSIONS / "hostile" / "change_the_mark" / "import_hook.py", False),
    ],
    ids=lambda value: value.stem if isinstance(value, pathlib.Path) else None,
)
def test_right_and_wrong_files_are_told_apart(path, right):
    assert path.is_file()
    assert earns(path) == right
