"""The worked example of the contributing page, followed to the letter in a copy."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parents[2]
PAGE = ROOT / "book" / "contributing.md"
TASK = "evaluation.hit_rate"
BLOCK = re.compile(
    r"^```\{code-block\} \w+\n:caption: (?P<verb>add to|put first into|new file) (?P<path>\S+)\n\n"
    r"(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)

# Judges every file named on the command line; prints its outcome and failed checks.
JUDGE = """
import sys
from fashionlab.checks.local import check_file
for path in sys.argv[1:]:
    (result,) = [r for r in check_file(path, seed=1) if r.task_id == "%s"]
    print(path, result.outcome, *(f.check_id.split(".")[-1] for f in result.failures), sep="|")
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the project with the example's blocks put where their captions say."""
    root = tmp_path_factory.mktemp("project")
    for name in ("fashionlab", "solutions", "exercises", "book", "tests/submissions"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for match in BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        path = root / match["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if match["verb"] != "new file" else ""
        parts = [before, match["text"]]
        if match["verb"] == "put first into":
            parts.reverse()
        path.write_text("\n\n".join(part for part in parts if part), encoding="utf-8")
    return root


def run(root, *command):
    environment = {**os.environ, "PYTHONPATH": str(root), "FASHIONLAB_STATE": str(root / "state")}
    done = subprocess.run(
        [sys.executable, *command], cwd=root, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_release_writes_the_new_exercise_without_its_solution(copy):
    assert "ch02_ann.ipynb" in run(copy, "-m", "fashionlab.cli", "release")
    notebook = (copy / "exercises" / "ch02_ann.ipynb").read_text(encoding="utf-8")
    assert f"@solves({TASK})" in notebook
    assert "np.argsort(probabilities, axis=1)" not in notebook


def test_the_checks_judge_the_examples_solutions_as_the_page_says(copy):
    submissions = copy / "tests" / "submissions"
    right = sorted((submissions / "alternatives" / TASK).glob("*.py"))
    wrong = sorted((submissions / "mutants" / TASK).glob("*.py"))
    assert (len(right), len(wrong)) == (3, 4)
    script = copy / "judge.py"
    script.write_text(JUDGE % TASK, encoding="utf-8")
    lines = run(copy, str(script), *map(str, right + wrong)).splitlines()
    judged = {fields[0]: fields[1:] for fields in (line.split("|") for line in lines)}
    assert [judged[str(path)] for path in right] == 3 * [["passed"]]
    for path in wrong:
        named = re.search(r"^Fails: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)[1]
        assert judged[str(path)] == ["incorrect", *named.split(", ")]


def test_a_learner_with_the_mistake_of_an_example_reads_its_hint(copy):
    run(copy, "-m", "fashionlab.cli", "mistakes", TASK)
    variant = copy / "percent_again.py"
    text = (copy / "tests/submissions/alternatives" / TASK / "loop.py").read_text(encoding="utf-8")
    variant.write_text(text.replace("return hits", "return 100 * hits"), encoding="utf-8")
    script = copy / "notes.py"
    script.write_text(
        (JUDGE % TASK).replace("print(", "print(*result.notes) or print("), encoding="utf-8"
    )
    assert "A share lies between 0 and 1." in run(copy, str(script), str(variant))
