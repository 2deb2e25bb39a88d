"""A whole class through `fashionlab grade` and through nbgrader, and what people then see."""

import copy
import csv
import json
import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from fashionlab.authoring.release import release_notebook, source_notebook
from fashionlab.grading.course import autograde, make_course, nbgrader_marks, run_nbgrader
from fashionlab.grading.examination import examine
from fashionlab.grading.grade import grade
from fashionlab.grading.runners import workers_here
from fashionlab.grading.submission import find_submissions

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),  # nbgrader's own
]

ASSIGNMENT = "ch01_data"
FILE = f"{ASSIGNMENT}.ipynb"
SOLUTIONS = Path(__file__).parents[2] / "solutions"
NORMALIZE, ONE_HOT = "pipelines-normalize", "pipelines-one_hot"
BODY = "    x = images.astype(np.float32) / 255\n    return x[..., None] if x.ndim == 3 else x\n"
HEAD = "@solves(pipelines.normalize)\ndef normalize(images):\n"
NOISE = (
    "    import logging, os, sys, warnings\n"
    "    print('noise', file=sys.stderr); warnings.warn('w'); logging.error('e')\n"
    "    os.write(2, b'raw'); import tensorflow; print('loud')\n"
)
EVIL = (
    "<script>EVIL</script><img src=x onerror=EVIL> [x](javascript:EVIL) $\\href{javascript:x}{y}$"
)
POINTS = {"pipelines.normalize": 2, "pipelines.one_hot": 2}


def _cell(notebook, name):
    return next(cell for cell in notebook["cells"] if cell["id"] == name)


@pytest.fixture(scope="module")
def solved():
    """A notebook with two of the four tasks solved, made anew for each submission."""
    source = source_notebook(SOLUTIONS / f"{ASSIGNMENT}.py")
    released = release_notebook(SOLUTIONS / f"{ASSIGNMENT}.py")

    def make(normalize=None):
        notebook = copy.deepcopy(released)
        for name in (NORMALIZE, ONE_HOT):
            _cell(notebook, name)["source"] = _cell(source, name)["source"]
        if normalize is not None:
            _cell(notebook, NORMALIZE)["source"] = HEAD + normalize
        return notebook

    return make


def _class(solved):
    """Student to what they hand in: a notebook, bytes, or None for nothing."""
    submissions = {
        "reference": solved(),
        "blank": release_notebook(SOLUTIONS / f"{ASSIGNMENT}.py"),
        "mutant": solved("    return (images / 256).astype(np.float32)[..., None]\n"),
        "noisy": solved(NOISE + BODY),
        "exits": solved("    import os\n    os._exit(0)\n"),
        "broken": b'{"cells": [',
        "not_utf8": b"\xff\xfe{}",
        "empty": b"",
        "no_cells": {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5},
        "nothing": None,
        "stripped": solved(),
        "doubled": solved(),
        "points_edited": solved("    return images\n"),
        "script": solved(),
        "large": solved(),
    }
    stripped = submissions["stripped"]
    stripped["cells"] = [c for c in stripped["cells"] if not c["id"].endswith("-check")]
    for _ in range(2):
        check = copy.deepcopy(_cell(submissions["doubled"], f"{NORMALIZE}-check"))
        submissions["doubled"]["cells"].append(check)
    for cell in submissions["points_edited"]["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade"):
            cell["metadata"]["nbgrader"].update(points=100, checksum="x")
    submissions["points_edited"]["cells"][3]["id"] = submissions["points_edited"]["cells"][2]["id"]
    prose = {"cell_type": "markdown", "id": "evil", "metadata": {}, "source": EVIL}
    submissions["script"]["cells"].insert(0, prose)
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 5_000_000}
    _cell(submissions["large"], f"{ASSIGNMENT}-02")["outputs"] = [output]
    return submissions


@pytest.fixture(scope="module")
def course(solved, tmp_path_factory):
    """A course with a class, graded once by nbgrader."""
    folder = tmp_path_factory.mktemp("nbgrader") / "course"
    make_course(folder, [ASSIGNMENT], solutions=SOLUTIONS, say=pytest.fail)
    for student, content in _class(solved).items():
        place = folder / "submitted" / student / ASSIGNMENT
        place.mkdir(parents=True)
        if content is not None:
            data = content if isinstance(content, bytes) else json.dumps(content).encode()
            (place / FILE).write_bytes(data)
    extra = folder / "submitted" / "reference" / ASSIGNMENT
    (extra / "page.html").write_text("<script>EVIL</script>", encoding="utf-8")
    (extra / "dangling").symlink_to("/nonexistent")
    (extra / "timestamp.txt").write_text("2026-01-02 10:00:00 UTC", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FASHIONLAB_GRADING_SEED", "11")
        autograde(folder, ASSIGNMENT)
    return folder


@pytest.fixture(scope="module")
def report(course):
    submissions = find_submissions([course / "submitted"], ASSIGNMENT)
    with workers_here(1) as runners:
        return grade(submissions, examine(ASSIGNMENT, seed=11), runners=runners)


def _graded(course, student):
    path = course / "autograded" / student / ASSIGNMENT / FILE
    return json.loads(path.read_text(encoding="utf-8"))


def test_both_ways_give_every_learner_the_same_marks(course, report):
    direct = {
        student: {record.task: record.points for record in records}
        for student, records in report.by_student().items()
    }
    assert nbgrader_marks(course, ASSIGNMENT) == direct
    earned = {student: sum(marks.values()) for student, marks in direct.items()}
    full = sum(POINTS.values())
    for student in ("reference", "noisy", "stripped", "doubled", "script", "large"):
        assert earned[student] == full, student
    for student in ("mutant", "exits", "points_edited"):
        assert earned[student] == POINTS["pipelines.one_hot"], student
    for student in ("blank", "broken", "not_utf8", "empty", "no_cells", "nothing"):
        assert earned[student] == 0, student


def test_csv_export_has_the_same_sums(course, report):
    run_nbgrader(course, "export")
    with open(course / "grades.csv", encoding="utf-8", newline="") as file:
        exported = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    sums = {s: sum(r.points for r in records) for s, records in report.by_student().items()}
    assert exported == sums


def test_outputs_and_other_files_of_learners_go_nowhere(course):
    files = {path.name for path in (course / "autograded" / "reference" / ASSIGNMENT).iterdir()}
    assert files == {FILE, "timestamp.txt"}
    large = course / "autograded" / "large" / ASSIGNMENT / FILE
    assert large.stat().st_size < 100_000
    for cell in _graded(course, "noisy")["cells"]:
        for output in cell.get("outputs", []):
            assert output["output_type"] in ("stream", "execute_result")
            assert output.get("name", "stdout") == "stdout"
            assert "loud" not in json.dumps(output)


def test_feedback_tells_why_and_runs_nothing_of_the_learners(course):
    run_nbgrader(course, "generate_feedback", ASSIGNMENT)
    pages = {
        path.parents[1].name: path.read_text(encoding="utf-8")
        for path in (course / "feedback").glob(f"*/{ASSIGNMENT}/*.html")
    }
    assert len(pages) == len(nbgrader_marks(course, ASSIGNMENT))
    assert "(Score: 4.0 / " in pages["reference"]
    assert "Does the code call exit()?" in pages["exits"]
    assert "which is JSON" in pages["broken"]
    assert "not UTF-8" in pages["not_utf8"]
    assert "The check cell of pipelines.normalize is missing." in pages["stripped"]
    assert "is there 3 times" in pages["doubled"]
    assert re.search(r"<script>EVIL|<img src=x|href=\"javascript", pages["script"]) is None
    assert "&lt;script&gt;EVIL" in pages["script"]


def test_no_submission_makes_nbgrader_print_a_traceback(course):
    # noisy, not_utf8, nothing, no_cells
    said = run_nbgrader(course, "autograde", ASSIGNMENT, "--force", "--student=no*")
    assert "Traceback" not in said
    assert "isolation" in said


class _Server:
    """A Jupyter server with the formgrader, on this machine only."""

    def __init__(self, folder, home, log):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/formgrader"
        places = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
        self.log = log
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "jupyter", "server", "--allow-root"),
                *("--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}"),
                *("--ServerApp.port_retries=0", "--ServerApp.open_browser=False"),
                "--IdentityProvider.token=open",
            ],
            cwd=folder,
            env={**os.environ, **{name: str(home / name) for name in places}},
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )

    def ask(self, page, *, post=False):
        headers = {"Authorization": "token open"}
        data = b"" if post else None
        request = urllib.request.Request(f"{self.url}/{page}", data=data, headers=headers)
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.read().decode("utf-8")

    def wait(self):
        while True:
            assert self.process.poll() is None, Path(self.log.name).read_text(encoding="utf-8")
            try:
                return self.ask("api/assignments")
            except (ConnectionError, urllib.error.URLError):
                continue

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=60)


@pytest.fixture
def formgrader(course, tmp_path):
    with open(tmp_path / "server.log", "w", encoding="utf-8") as log:
        server = _Server(course, tmp_path, log)
        try:
            server.wait()
            yield server
        finally:
            server.close()


def test_the_formgrader_shows_the_marks_and_grades_again_with_its_button(formgrader, course):
    listed = json.loads(formgrader.ask(f"api/submissions/{ASSIGNMENT}"))
    shown = {entry["student"]: entry["score"] for entry in listed}
    marks = nbgrader_marks(course, ASSIGNMENT)
    assert shown == {student: sum(own.values()) for student, own in marks.items()}
    assert not any(entry["needs_manual_grade"] for entry in listed)
    for student in ("script", "nothing"):
        page = f"api/submission/{ASSIGNMENT}/{student}/autograde"
        answer = json.loads(formgrader.ask(page, post=True))
        assert answer["success"], answer
    assert nbgrader_marks(course, ASSIGNMENT) == marks
    notebooks = json.loads(formgrader.ask(f"api/submitted_notebooks/{ASSIGNMENT}/{ASSIGNMENT}"))
    number = next(entry["id"] for entry in notebooks if entry["student"] == "script")
    page = formgrader.ask(f"submissions/{number}/")
    assert "pipelines.normalize: passed" in page
    assert re.search(r"<script>EVIL|<img src=x|href=\"javascript", page) is None
