"""`pytest --pyargs fashionlab.checks --fill ...`, as a learner or a classroom's CI runs it."""

import pathlib
import subprocess
import sys

import pytest

from fashionlab.checks.registry import checks_of
from fashionlab.tasks import tasks_of

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture
def run(tmp_path):
    def run_pytest(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--pyargs",
             "fashionlab.checks", *map(str, arguments)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )  # fmt: skip

    return run_pytest


def test_a_blank_notebook_fails_every_check_of_its_chapter(run):
    done = run("--fill", ROOT / "exercises" / "ch02_ann.ipynb", "-q")
    expected = sum(len(checks_of(task)) for task in tasks_of("ch02_ann"))
    assert done.returncode == 1
    assert f"{expected} failed" in done.stdout
    assert "evaluation.softmax is not written yet" in done.stdout
    assert "Traceback" not in done.stdout


def test_a_task_is_picked_by_its_id_as_marker(run):
    done = run("--fill", ROOT / "solutions" / "ch02_ann.py", "-m", "evaluation.accuracy", "-v")
    assert done.returncode == 0, done.stdout
    assert f"{len(checks_of('evaluation.accuracy'))} passed" in done.stdout
    assert "is_a_share PASSED" in done.stdout


def test_a_wrong_solution_fails_with_its_message_and_hint(run):
    path = ROOT / "tests/submissions/mutants/evaluation.accuracy/percent.py"
    done = run("--fill", path, "-m", "evaluation.accuracy")
    assert done.returncode == 1
    assert "incorrect: Expected" in done.stdout
    assert "Hint: " in done.stdout


def test_a_file_that_is_no_notebook_is_named(run, tmp_path):
    (tmp_path / "x.ipynb").write_text("{")
    done = run("--fill", tmp_path / "x.ipynb")
    assert done.returncode == 4
    assert "x.ipynb: expected a Jupyter notebook" in done.stderr
    assert "Traceback" not in done.stderr
