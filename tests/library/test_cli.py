"""The command line: exit codes, and messages instead of tracebacks."""

import errno
import json
import os
import pathlib
import subprocess
import sys

import pytest

from fashionlab.tasks import all_tasks

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture
def fashionlab(tmp_path):
    def run(*arguments, **environment):
        return subprocess.run(
            [sys.executable, "-m", "fashionlab.cli", *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, "FASHIONLAB_STATE": str(tmp_path / "state"), **environment},
            capture_output=True,
            text=True,
        )

    return run


def test_tasks_as_json(fashionlab):
    rows = json.loads(fashionlab("tasks", "--json").stdout)
    assert [row["id"] for row in rows] == list(all_tasks())
    # What the course promises, whatever the table of tasks says.
    assert len(rows) >= 40
    assert sorted({row["chapter"][:4] for row in rows}) == [f"ch{n:02d}" for n in range(1, 13)]
    for row in rows:
        assert set(row) == {
            "id", "chapter", "notebook", "points", "checks", "alternatives", "mutants",
        }  # fmt: skip
        assert row["checks"] >= 3
        assert row["alternatives"] >= 3
        assert row["mutants"] >= 4


def test_check_passes_and_fails_by_exit_code(fashionlab):
    blank = fashionlab("check", "exercises/ch01_data.ipynb")
    assert blank.returncode == 1
    assert "pipelines.normalize: not written yet" in blank.stdout
    right = fashionlab(
        "check",
        "tests/submissions/alternatives/evaluation.accuracy/"
        + next(
            path.name
            for path in sorted(
                (ROOT / "tests/submissions/alternatives/evaluation.accuracy").glob("*.py")
            )
        ),
    )
    assert "evaluation.accuracy: all checks passed" in right.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "nowhere.ipynb"],
        ["check", "README.md"],
        ["grade", "nowhere", "--assignment", "ch02_ann"],
        ["grade", "exercises", "--assignment", "ch99"],
        ["feedback", "README.md", "build/x"],
        ["release", "--solutions", "nowhere"],
        ["grade", "exercises/ch02_ann.ipynb", "--assignment", "ch02_ann", "--data", "imagenet"],
    ],
    ids=" ".join,
)
def test_bad_input_is_a_message_and_exit_code_2(arguments, fashionlab, tmp_path):
    report = ["--report", tmp_path / "report.json"] if arguments[0] == "grade" else []
    done = fashionlab(*arguments, *report)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert "Error: " in done.stderr


def test_an_altered_data_file_is_a_message(fashionlab, tmp_path):
    (tmp_path / "fashion_mnist.npz").write_bytes(b"not data")
    done = fashionlab(
        "grade", "exercises/ch02_ann.ipynb", "--assignment", "ch02_ann",
        "--report", tmp_path / "r.json", FASHIONLAB_DATA=str(tmp_path),
    )  # fmt: skip
    assert done.returncode == 2
    assert "fashion_mnist.npz" in done.stderr
    assert "Traceback" not in done.stderr


def test_release_check_is_quiet_when_fresh(fashionlab):
    done = fashionlab("release", "--check")
    assert (done.returncode, done.stdout) == (0, "Everything is up to date.\n")


def test_doctor_names_packages_data_weights_and_the_wall(fashionlab):
    told = fashionlab("doctor", FASHIONLAB_DATA="/nowhere").stdout
    for word in ("tensorflow", "fashion_mnist", "weights", "isolation", "landlock"):
        assert word in told


def test_progress_says_what_is_next(fashionlab):
    assert "Next: pipelines.normalize in ch01_data.ipynb" in fashionlab("progress").stdout


def test_a_package_of_an_extra_that_is_missing_is_a_message(monkeypatch, capsys):
    from fashionlab import cli

    def needs_nbgrader():
        raise ModuleNotFoundError("No module named 'nbgrader'", name="nbgrader.preprocessors")

    monkeypatch.setattr(cli, "app", needs_nbgrader)
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 2
    assert "pip install 'fashionlab[grade]'" in capsys.readouterr().err


def test_a_name_that_a_terminal_obeys_is_only_text_in_a_message(monkeypatch, capsys):
    from fashionlab import cli

    def locked():
        raise PermissionError(errno.EACCES, "Permission denied", "class/\x1b[2Jeve")

    monkeypatch.setattr(cli, "app", locked)
    with pytest.raises(SystemExit):
        cli.main()
    assert "Permission denied: class/�[2Jeve" in capsys.readouterr().err
