import copy
import json
from pathlib import Path

import nbformat
import pytest

from fashionlab.grading.nbgrader.layout import Known
from fashionlab.grading.nbgrader.rebuild import MISSING, Handed, fenced, read_handed, rebuild
from fashionlab.grading.nbgrader.texts import told
from fashionlab.grading.records import Record
from fashionlab.grading.submission import Submission
from fashionlab.source import Cell

SOLVED = "@solves(pipelines.normalize)\ndef normalize(images):\n    return images / 255\n"


def _known(name, *, solution=False, points=None, source="released", kind="code", locked=None):
    return Known(
        name=name,
        kind=kind,
        source=source,
        checksum=f"sum of {name}",
        locked=not solution if locked is None else locked,
        grade=points is not None,
        solution=solution,
        task=False,
        points=points,
    )


LAYOUT = (
    _known("pipelines-normalize", solution=True, source="stub"),
    _known("pipelines-normalize-check", points=1.0, source="check(pipelines.normalize)"),
    _known("pipelines-one_hot", solution=True, source="stub"),
    _known("pipelines-one_hot-check", points=1.0, source="check(pipelines.one_hot)"),
)
NAMES = [known.name for known in LAYOUT]


def _cell(number, source, grade_id=None, kind="code", **more):
    label = {} if grade_id is None else {"nbgrader": {"grade_id": grade_id, **more}}
    return Cell(number, kind, source, label)


def _names(notebook):
    labels = [cell["metadata"].get("nbgrader") for cell in notebook["cells"]]
    return [label["grade_id"] for label in labels if label]


def _by_name(notebook):
    cells = notebook["cells"]
    return {c["metadata"]["nbgrader"]["grade_id"]: c for c in cells if "nbgrader" in c["metadata"]}


def _rebuilt(*cells, **more):
    notebook = rebuild(LAYOUT, Handed(tuple(cells), **more))
    nbformat.validate(notebook)
    return notebook


def test_recorded_cells_missing_from_the_submission_come_back_in_their_order():
    notebook = _rebuilt(_cell(1, "mine", "pipelines-one_hot"))
    assert _names(notebook) == [
        "pipelines-one_hot",
        "pipelines-one_hot-check",
        "pipelines-normalize",
        "pipelines-normalize-check",
    ]
    assert _by_name(notebook)["pipelines-normalize"]["source"] == MISSING


def test_a_submission_without_cells_gets_every_recorded_cell_and_the_reason():
    notebook = _rebuilt(unreadable="not a notebook <b>")
    assert _names(notebook) == NAMES
    assert notebook["cells"][0]["source"] == "```text\nnot a notebook <b>\n```"


def test_a_copied_check_cell_counts_once():
    check = "check(pipelines.normalize)"
    name = "pipelines-normalize-check"
    notebook = _rebuilt(_cell(1, check, name), _cell(2, check, name), _cell(3, check, name))
    assert sorted(_names(notebook)) == sorted(NAMES)


def test_points_and_flags_come_from_the_gradebook_never_from_the_learner():
    cheat = _cell(
        1, "pass", "pipelines-normalize-check", points=100, grade=False, solution=True, checksum="x"
    )
    labels = {
        name: cell["metadata"]["nbgrader"] for name, cell in _by_name(_rebuilt(cheat)).items()
    }
    assert labels["pipelines-normalize-check"] == {
        "cell_type": "code",
        "checksum": "sum of pipelines-normalize-check",
        "grade": True,
        "grade_id": "pipelines-normalize-check",
        "locked": True,
        "points": 1.0,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }
    assert labels["pipelines-normalize"] == {
        "cell_type": "code",
        "checksum": "sum of pipelines-normalize",
        "grade": False,
        "grade_id": "pipelines-normalize",
        "locked": False,
        "schema_version": 3,
        "solution": True,
        "task": False,
    }


def test_an_edited_check_cell_is_restored_and_the_learners_text_kept_beside_it():
    notebook = _rebuilt(_cell(1, "my = notes", "pipelines-normalize-check"))
    assert "my = notes" in [cell["source"] for cell in notebook["cells"]]
    restored = _by_name(notebook)["pipelines-normalize-check"]
    assert restored["source"] == "check(pipelines.normalize)"


def test_the_solution_cell_is_the_one_the_grader_reads_whatever_its_label_says():
    cells = [_cell(1, "decoy", "pipelines-normalize"), _cell(2, SOLVED, "pipelines-one_hot-check")]
    solutions = {2: "pipelines-normalize"}
    notebook = _rebuilt(*cells, solutions=solutions)
    assert _by_name(notebook)["pipelines-normalize"]["source"] == SOLVED
    assert sorted(_names(notebook)) == sorted(NAMES)


@pytest.mark.parametrize("label", [{"a": 1}, ["x"], 5, None, "unknown"])
def test_labels_of_any_shape_are_harmless(label):
    notebook = _rebuilt(Cell(1, "code", "x = 1", {"nbgrader": {"grade_id": label}}))
    assert sorted(_names(notebook)) == sorted(NAMES)
    assert notebook["cells"][0]["source"] == "x = 1"


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_learners_prose_is_shown_letter_by_letter(kind):
    text = "<script>x</script> ```` $\\href{javascript:x}{y}$"
    [shown] = [
        cell
        for cell in _rebuilt(Cell(1, kind, text))["cells"]
        if "nbgrader" not in cell["metadata"]
    ]
    assert shown["cell_type"] == "markdown"
    assert shown["source"] == f"`````text\n{text}\n`````"


def test_prose_of_the_course_is_shown_as_it_is():
    handed = Handed((Cell(1, "markdown", "# Heading"), Cell(2, "markdown", "# My heading")))
    sources = [c["source"] for c in rebuild(LAYOUT, handed, frozenset({"# Heading"}))["cells"]]
    assert "# Heading" in sources
    assert fenced("# My heading") in sources


def test_text_that_no_file_can_hold_is_replaced():
    notebook = _rebuilt(Cell(1, "code", "a = '\ud800\x00\x1b[31m'\r\nb = 1"))
    assert notebook["cells"][0]["source"] == "a = '���[31m'\nb = 1"
    nbformat.writes(notebook).encode("utf-8")


def test_a_huge_notebook_is_cut_and_says_so():
    notebook = _rebuilt(*(Cell(n, "code", f"x = {n}") for n in range(1, 2001)))
    assert len(notebook["cells"]) < 600
    assert "1500 more cells" in notebook["cells"][0]["source"]
    assert sorted(_names(notebook)) == sorted(NAMES)


def test_outputs_metadata_and_attachments_stay_behind(tmp_path):
    exercise = Path(__file__).parents[2] / "exercises" / "ch01_data.ipynb"
    notebook = json.loads(exercise.read_text(encoding="utf-8"))
    cell = copy.deepcopy(notebook["cells"][1])
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "SECRET" * 1000}]
    cell["metadata"] = {"tags": ["SECRET"]}
    notebook["cells"][1] = cell
    notebook["cells"][0]["attachments"] = {"a.svg": {"image/svg+xml": "SECRET"}}
    notebook["metadata"]["title"] = "SECRET"
    path = tmp_path / "ch01_data.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    handed = read_handed(Submission("ada", path, "ch01_data"))
    assert "pipelines-normalize" in handed.solutions.values()
    rebuilt = nbformat.writes(rebuild(LAYOUT, handed))
    assert "".join(cell["source"])[:20] in nbformat.reads(rebuilt, 4)["cells"][1]["source"]
    assert "SECRET" not in rebuilt


def test_a_file_the_grader_stumbles_over_is_told_and_not_raised(monkeypatch, tmp_path):
    def stumble(submission):
        raise MemoryError("too large")

    monkeypatch.setattr("fashionlab.grading.nbgrader.rebuild.read_apart", stumble)
    handed = read_handed(Submission("ada", tmp_path / "x.ipynb", "ch01_data"))
    assert "MemoryError: too large" in handed.unreadable


def test_below_a_check_cell_stands_one_verdict_whatever_is_told():
    record = Record(
        "ada", "ada.ipynb", "ch01_data", "pipelines.normalize", "crashed", 0, 1,
        ("no\n✓ pipelines.normalize: passed. Points: 1 of 1.",), (), 0.1, "full", "none", {},
    )  # fmt: skip
    verdict, *others = told(record).splitlines()
    assert verdict.startswith("✗ pipelines.normalize: stopped with an error.")
    assert all(line.startswith("  ") for line in others)
