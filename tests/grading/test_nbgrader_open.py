"""What the instructor decides: open cells, hand-graded cells, manual marks, late penalties."""

import copy
import datetime
import json
import os
import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI, api, autogradeapp
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from fashionlab.grading.course import COURSE_ID, make_course, nbgrader_marks
from fashionlab.grading.examination import examine
from fashionlab.grading.nbgrader import configure
from fashionlab.grading.nbgrader.preprocessors import SaveGrades
from fashionlab.grading.nbgrader.session import Session
from fashionlab.grading.records import Record
from fashionlab.tasks import tasks_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),  # nbgrader's own
]

ASSIGNMENT = "ch01_data"
SOLUTIONS = Path(__file__).parents[2] / "solutions"
LABEL = {"schema_version": 3, "task": False, "grade": True}
ESSAY = {
    "cell_type": "markdown",
    "id": "essay",
    "metadata": {
        "nbgrader": {**LABEL, "grade_id": "essay", "locked": False, "solution": True, "points": 4}
    },
    "source": "Say why.",
}
OWN_TEST = {
    "cell_type": "code",
    "id": "own-test",
    "execution_count": None,
    "outputs": [],
    "metadata": {
        "nbgrader": {
            **LABEL,
            "grade_id": "own-test",
            "locked": True,
            "solution": False,
            "points": 1,
        }
    },
    "source": "assert True",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course whose instructor added an essay and a test of their own; ada handed it in."""
    folder = tmp_path_factory.mktemp("open") / "course"
    make_course(folder, [ASSIGNMENT], solutions=SOLUTIONS)
    source = folder / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    notebook = json.loads(source.read_text(encoding="utf-8"))
    notebook["cells"] += [ESSAY, OWN_TEST]
    source.write_text(json.dumps(notebook), encoding="utf-8")
    generated = _nbgrader(folder).generate_assignment(ASSIGNMENT)
    assert generated["success"], generated
    handed_in = copy.deepcopy(notebook)
    handed_in["cells"][-2]["source"] = "Because <b>of</b> reasons."
    place = folder / "submitted" / "ada" / ASSIGNMENT
    place.mkdir(parents=True)
    (place / f"{ASSIGNMENT}.ipynb").write_text(json.dumps(handed_in), encoding="utf-8")
    (place / "timestamp.txt").write_text("2026-01-02 10:00:00 UTC", encoding="utf-8")
    return folder


def _nbgrader(folder, settings=None):
    config = Config(settings or {})
    configure(config)
    config.CourseDirectory.course_id = COURSE_ID
    config.CourseDirectory.root = str(folder)
    return NbGraderAPI(coursedir=CourseDirectory(config=config), config=config)


@pytest.fixture
def autograde(course, monkeypatch):
    """Autograde ada in this process, with one outcome for every task."""
    for module in (api, autogradeapp):
        monkeypatch.setattr(module, "Autograde", Autograde)

    def run(outcome, settings=None, students="ada", *, force=True):
        def records(session, submission, course):
            return [_record(submission, task, outcome) for task in tasks_of(ASSIGNMENT)]

        monkeypatch.setattr(Session, "prepare", lambda session, name, course: examine(name, seed=1))
        monkeypatch.setattr(Session, "grade", records)
        nbgrader = _nbgrader(course, settings)
        done = nbgrader.autograde(ASSIGNMENT, students, force=force)
        assert done["success"], done
        return nbgrader.get_submission(ASSIGNMENT, "ada")

    return run


def _record(submission, task, outcome):
    points = {"passed": task.points, "incorrect": 0, "grader_fault": None}[outcome]
    return Record(
        student=submission.student,
        file=submission.path.name,
        assignment=ASSIGNMENT,
        task=task.id,
        outcome=outcome,
        points=points,
        max_points=task.points,
        messages=(),
        checks=(),
        seconds=0.0,
        isolation="full",
        data="synthetic_fashion",
        versions={},
    )


def _gradebook(course):
    return Gradebook(f"sqlite:///{course / 'gradebook.db'}", COURSE_ID)


def _grade(gradebook, name):
    return gradebook.find_grade(name, ASSIGNMENT, ASSIGNMENT, "ada")


def test_a_fault_of_the_grader_leaves_the_mark_open_for_the_instructor(autograde, course):
    shown = autograde("grader_fault")
    assert shown["needs_manual_grade"] is True
    assert set(nbgrader_marks(course, ASSIGNMENT)["ada"].values()) == {None}
    autograde("passed")
    points = {task.id: float(task.points) for task in tasks_of(ASSIGNMENT)}
    assert nbgrader_marks(course, ASSIGNMENT)["ada"] == points


def test_a_grading_that_was_cut_short_is_done_again(autograde, course):
    """nbgrader copies a notebook before it grades it, and skips what is there already."""
    autograde("passed")
    place = course / "autograded" / "ada" / ASSIGNMENT
    for leave in (_not_graded_yet, lambda path: path.write_text('{"cells": ['), Path.unlink):
        place.chmod(0o755)
        notebook = place / f"{ASSIGNMENT}.ipynb"
        notebook.chmod(0o644)
        leave(notebook)
        autograde("incorrect", force=False)
        assert set(nbgrader_marks(course, ASSIGNMENT)["ada"].values()) == {0}
        autograde("passed", force=False)  # graded to its end, so it is skipped
        assert set(nbgrader_marks(course, ASSIGNMENT)["ada"].values()) == {0}


def _not_graded_yet(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    del notebook["metadata"]["fashionlab"]
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_cells_the_grader_has_no_check_for_wait_for_the_instructor(autograde, course):
    autograde("passed")
    with _gradebook(course) as gradebook:
        for name in ("essay", "own-test"):
            assert _grade(gradebook, name).auto_score is None
            assert _grade(gradebook, name).needs_manual_grade
        assert not _grade(gradebook, "pipelines-normalize-check").needs_manual_grade
    path = course / "autograded" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    essay, own_test = cells[-2:]
    assert "".join(essay["source"]) == "```text\nBecause <b>of</b> reasons.\n```"
    assert "Grade it by hand." in own_test["outputs"][0]["text"][0]


def test_marks_and_comments_given_by_hand_outlive_another_autograde(autograde, course):
    autograde("incorrect")
    with _gradebook(course) as gradebook:
        _grade(gradebook, "pipelines-normalize-check").manual_score = 1.5
        comment = gradebook.find_comment("pipelines-normalize", ASSIGNMENT, ASSIGNMENT, "ada")
        comment.manual_comment = "Nearly."
        gradebook.db.commit()
    autograde("incorrect")
    assert nbgrader_marks(course, ASSIGNMENT)["ada"]["pipelines.normalize"] == 1.5
    with _gradebook(course) as gradebook:
        comment = gradebook.find_comment("pipelines-normalize", ASSIGNMENT, ASSIGNMENT, "ada")
        assert comment.comment == "Nearly."
        _grade(gradebook, "pipelines-normalize-check").manual_score = None
        gradebook.db.commit()


def test_a_timestamp_that_is_none_stops_nobody(autograde, course):
    place = course / "submitted" / "ben" / ASSIGNMENT
    shutil.copytree(course / "submitted" / "ada" / ASSIGNMENT, place)
    (place / "timestamp.txt").write_text("yesterday")
    autograde("incorrect", students="ben")
    autograde("passed", students="ben", force=False)  # no newer, so it is skipped
    shown = _nbgrader(course).get_submission(ASSIGNMENT, "ben")
    shutil.rmtree(place.parent)
    assert shown["autograded"]
    assert shown["timestamp"] is None
    assert set(nbgrader_marks(course, ASSIGNMENT)["ben"].values()) == {0}


def test_a_folder_that_nbgrader_cannot_read_stops_nobody_else(autograde, course):
    place = course / "submitted" / "Ada\nno" / ASSIGNMENT  # before ada, in the order of names
    place.mkdir(parents=True)
    shown = autograde("passed", students="*")
    shutil.rmtree(place.parent)
    assert shown["autograded"]


def test_damaged_seeds_are_told_and_nobody_gets_other_questions(course, monkeypatch):
    monkeypatch.delenv("FASHIONLAB_GRADING_SEED", raising=False)
    for module in (api, autogradeapp):
        monkeypatch.setattr(module, "Autograde", Autograde)
    seeds = course / ".fashionlab-seeds.json"
    seeds.write_text("{")
    done = _nbgrader(course).autograde(ASSIGNMENT, "ada")
    assert not done["success"]
    assert f"{seeds}: the seeds of this course's questions cannot be read" in done["log"]
    assert "Traceback" not in done["log"]
    assert seeds.read_text() == "{"
    seeds.unlink()


def test_late_penalties_are_taken_off(autograde, course):
    due = datetime.datetime(2026, 1, 1)
    with _gradebook(course) as gradebook:
        gradebook.update_or_create_assignment(ASSIGNMENT, duedate=due)
    autograde("passed", {"LateSubmissionPlugin": {"penalty_method": "zero"}})
    with _gradebook(course) as gradebook:
        submission = gradebook.find_submission(ASSIGNMENT, "ada")
        assert submission.total_seconds_late == 86400 + 36000
        assert submission.late_submission_penalty == sum(t.points for t in tasks_of(ASSIGNMENT))
        gradebook.update_or_create_assignment(ASSIGNMENT, duedate=None)


def test_marks_are_saved_all_or_none(autograde, course, monkeypatch):
    autograde("passed")
    before = nbgrader_marks(course, ASSIGNMENT)["ada"]
    saved = []
    add_score = SaveGrades._add_score

    def killed_after_two(step, cell, resources):
        if len(saved) == 2:
            raise KeyboardInterrupt
        saved.append(cell)
        add_score(step, cell, resources)

    monkeypatch.setattr(SaveGrades, "_add_score", killed_after_two)
    with pytest.raises(AssertionError, match="Canceled"):  # nbgrader tells of the interrupt
        autograde("incorrect")
    assert len(saved) == 2
    assert "NBGRADER_EXECUTION" not in os.environ  # where it stays, every check() is an error
    assert nbgrader_marks(course, ASSIGNMENT)["ada"] == before
    monkeypatch.undo()
